namespace MockLlm.Web.Ceiling;

/// <summary>
/// Lets one thread handle all sockets of the client, instead of passing their data to the thread pool. The client shares the cores with the
/// server, so it must be cheap. The runtime reads this when the first socket of the process is used, and only on Linux.
/// </summary>
internal static class ClientSockets
{
    /// <summary>The runtime's variables for it. The server's process must not get them.</summary>
    public static readonly string[] Variables = ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"];

    public static void UseOneThread() => Array.ForEach(Variables, name => Environment.SetEnvironmentVariable(name, "1"));

    /// <summary>Removes the variables again, for other processes that this one starts.</summary>
    public static void Forget() => Array.ForEach(Variables, name => Environment.SetEnvironmentVariable(name, null));
}
