using System.Diagnostics;
using MockLlm.Bench.Load;
using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Suite;

/// <summary>The processor time of an idle server that has served streams before.</summary>
internal static class IdleCost
{
    // The time for background compilation to end and for memory to be given back.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    public static async Task Run(SuiteRun run, CancellationToken stop)
    {
        var time = TimeSpan.FromSeconds(run.Quick ? 2 : 10);
        var plan = new LoadPlan { Port = 0, Body = Conversation.Request(stream: true), Connections = PlainRate.Connections, Requests = 1000 };
        await using var servers = await run.Start(Conversation.Responses(Conversation.Answer), stop);
        await Loaded.RunWell(servers.Bare, plan, stop);
        await Loaded.RunWell(servers.Mockllm, plan, stop);
        await Task.Delay(Settling, stop);
        for (var round = 1; round <= run.Rounds; round++)
        {
            Console.WriteLine($"idle, round {round} of {run.Rounds}");
            // Both are measured at the same time. Idle servers do not disturb each other.
            var shares = await run.Quiet.Run(() => Task.WhenAll(Share(servers.Bare, time, stop), Share(servers.Mockllm, time, stop)), stop);
            run.Report.Add("idle", "% of a core", shares[0], shares[1]);
            run.Report.Add("idle", "MiB", Mebibytes(servers.Bare), Mebibytes(servers.Mockllm));
            Console.WriteLine($"  {shares[0]:F2} and {shares[1]:F2} % of a core");
        }
    }

    private static async Task<double> Share(ServerProcess server, TimeSpan time, CancellationToken stop)
    {
        var (processor, started) = (server.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(time, stop);
        return (server.ProcessorTime - processor) / Stopwatch.GetElapsedTime(started) * 100;
    }

    private static double Mebibytes(ServerProcess server) => server.Memory / (1024.0 * 1024);
}
