namespace MockLlm.Bench.Load;

/// <summary>
/// Sets how the runtime waits for sockets in this program: a single thread handles all data, instead of passing it on to the thread pool. It
/// must be set before the first socket is used. It has an effect on Linux only.
/// </summary>
internal static class SocketThreads
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
        ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1",
    };

    /// <summary>Lets a single thread handle all sockets.</summary>
    public static void UseOne()
    {
        foreach (var (name, value) in Settings)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    /// <summary>Removes the settings from the environment of a server that this program starts.</summary>
    public static void Remove(IDictionary<string, string?> environment)
    {
        foreach (var name in Settings.Keys)
        {
            environment.Remove(name);
        }
    }
}
