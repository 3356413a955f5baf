using MockLlm.Bench.Load;
using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Suite;

/// <summary>The memory of a new server after some plain requests, and after many.</summary>
internal static class MemoryGrowth
{
    private const int Few = 10_000;

    public static async Task Run(SuiteRun run, CancellationToken stop)
    {
        var many = run.Quick ? 50_000 : 1_000_000;
        // One round is enough, because a round is long.
        await (run with { Rounds = 1 }).Rounded("memory", () => Bare(many, stop), () => Mockllm(run, many, stop), (bare, mock) =>
        {
            run.Report.Add("memory", $"MiB after {Few:N0} requests", bare.Few, mock.Few);
            run.Report.Add("memory", $"MiB after {many:N0} requests", bare.Many, mock.Many);
            run.Report.Add("memory", "growth", bare.Many / bare.Few, mock.Many / mock.Few);
            return $"{bare.Few:F0} to {bare.Many:F0} and {mock.Few:F0} to {mock.Many:F0} MiB";
        }, stop);
    }

    private static async Task<Growth> Bare(int many, CancellationToken stop)
    {
        await using var bare = BareProcess.Start();
        return await Measure(bare, many, stop);
    }

    private static async Task<Growth> Mockllm(SuiteRun run, int many, CancellationToken stop)
    {
        await using var mockllm = MockLlmServer.Start(run.Server, Conversation.Responses(Conversation.Answer));
        return await Measure(mockllm.Process, many, stop);
    }

    private static async Task<Growth> Measure(ServerProcess server, int many, CancellationToken stop)
    {
        await Readiness.Warm(server, stop);
        var few = await After(server, Few, stop);
        return new(few, await After(server, many - Few, stop));
    }

    private static async Task<double> After(ServerProcess server, int requests, CancellationToken stop)
    {
        var plan = new LoadPlan { Port = 0, Body = Conversation.Request(), Connections = PlainRate.Connections, Requests = requests };
        await Loaded.RunWell(server, plan, stop);
        return server.Memory / (1024.0 * 1024);
    }

    private sealed record Growth(double Few, double Many);
}
