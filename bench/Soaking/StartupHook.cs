using System.Net.Sockets;

/// <summary>
/// Runs inside of the server that the soak test starts (<c>DOTNET_STARTUP_HOOKS</c>). It collects all garbage when it is asked to, and tells
/// how much memory is left. The runtime looks for a type of this name without a namespace.
/// </summary>
internal static class StartupHook
{
    /// <summary>The variable with the path of the Unix socket that it listens on.</summary>
    public const string PathVariable = "MOCKLLM_BENCH_PROBE";

    /// <summary>Called by the runtime before the program's own <c>Main</c>.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { } path)
        {
            new Thread(() => Serve(path)) { IsBackground = true, Name = "bench probe" }.Start();
        }
    }

    private static void Serve(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var client = listener.Accept();
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            client.Send(BitConverter.GetBytes(GC.GetTotalMemory(forceFullCollection: false)));
        }
    }
}
