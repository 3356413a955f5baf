namespace MockLlm.Bench.Load;

/// <summary>
/// How the runtime waits for sockets in this program: one thread that handles what came itself, in place of a thread that hands it to
/// the pool. To be said before the first socket is used; Linux only, elsewhere it changes nothing.
/// </summary>
internal static class SocketThreads
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
        ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1",
    };

    /// <summary>One thread does all.</summary>
    public static void UseOne()
    {
        foreach (var (name, value) in Settings)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    /// <summary>Keeps the settings from a server that this program starts.</summary>
    public static void Remove(IDictionary<string, string?> environment)
    {
        foreach (var name in Settings.Keys)
        {
            environment.Remove(name);
        }
    }
}
