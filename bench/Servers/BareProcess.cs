namespace MockLlm.Bench.Servers;

/// <summary>Starts this program in another process as the bare endpoint.</summary>
internal static class BareProcess
{
    public static ServerProcess Start(params string[] more) =>
        ServerProcess.Start("bare", typeof(BareProcess).Assembly.Location, port => ["bare", "--port", port, .. more]);
}
