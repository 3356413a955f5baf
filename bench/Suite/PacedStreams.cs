using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Suite;

/// <summary>
/// How well streams keep to their times, with one stream per connection. Each round starts new servers, because a process seldom gives
/// memory back.
/// </summary>
internal static class PacedStreams
{
    private static readonly PacedLoad[] Loads =
    [
        new(100, 20, 500, RampSeconds: 1),
        new(200, 20, 500, RampSeconds: 1),
        new(1_000, 20, 500, RampSeconds: 1),
        new(5_000, 200, 50, RampSeconds: 4),
        new(10_000, 200, 50, RampSeconds: 4),
    ];

    private static readonly PacedLoad[] QuickLoads = [new(1_000, 20, 100, RampSeconds: 1), new(10_000, 200, 15, RampSeconds: 3)];

    // These need nearly all of the 20,000 files that a process may usually open, so they run only if they are asked for.
    private static readonly PacedLoad[] LargeLoads = [new(15_000, 333, 30, RampSeconds: 6), new(18_000, 500, 20, RampSeconds: 7)];

    /// <summary>Measures every size, or one.</summary>
    public static async Task Run(SuiteRun run, int? connections, CancellationToken stop)
    {
        var usual = run.Quick ? QuickLoads : Loads;
        var chosen = connections is null ? [.. usual] : usual.Concat(LargeLoads).Where(load => load.Connections == connections).ToList();
        if (chosen.Count == 0)
        {
            var sizes = string.Join(", ", usual.Concat(LargeLoads).Select(load => load.Connections));
            throw new BenchException($"--connections {connections}: expected one of {sizes}.");
        }

        foreach (var load in chosen)
        {
            await run.Rounded(load.Name, () => Bare(load, run, stop), () => Mockllm(load, run, stop), (bare, mock) => Report(load, run.Report, bare, mock), stop);
        }
    }

    private static async Task<Loaded> Bare(PacedLoad load, SuiteRun run, CancellationToken stop)
    {
        await using var bare = BareProcess.Start("--gap", Conversation.Milliseconds(load.Gap), "--tokens", $"{load.Tokens}");
        return await Measure(bare, load, run.Quick, stop);
    }

    private static async Task<Loaded> Mockllm(PacedLoad load, SuiteRun run, CancellationToken stop)
    {
        await using var mockllm = MockLlmServer.Start(run.Server, Conversation.Paced(load.Tokens, load.Gap));
        return await Measure(mockllm.Process, load, run.Quick, stop);
    }

    private static async Task<Loaded> Measure(ServerProcess server, PacedLoad load, bool quick, CancellationToken stop)
    {
        await Readiness.Warm(server, stop, stream: true);
        await Loaded.RunWell(server, load.WarmUp(TimeSpan.FromSeconds(quick ? 1 : 3)), stop);
        var loaded = await Loaded.Run(server, load.Plan, stop);
        return loaded.Client.Events == loaded.Client.Answered * load.Events
            ? loaded
            : throw new BenchException($"{server.Name} sent {loaded.Client.Events} events in {loaded.Client.Answered} streams of {load.Events}.");
    }

    private static string Report(PacedLoad load, Report report, Loaded bare, Loaded mock)
    {
        Add("server CPU, us per event", loaded => loaded.ProcessorPerEvent);
        Add("time to first token p50, ms", loaded => loaded.Client.FirstEvent.Quantile(0.5));
        Add("time to first token p90, ms", loaded => loaded.Client.FirstEvent.Quantile(0.9));
        Add("time to first token p99, ms", loaded => loaded.Client.FirstEvent.Quantile(0.99));
        Add("mean gap, ms", loaded => loaded.Client.Gaps.Mean);
        Add("gap error p50, ms", loaded => loaded.Client.GapErrors.Quantile(0.5));
        Add("gap error p90, ms", loaded => loaded.Client.GapErrors.Quantile(0.9));
        Add("gap error p99, ms", loaded => loaded.Client.GapErrors.Quantile(0.99));
        Add("memory per stream above idle, KB", loaded => (loaded.Peak - loaded.Memory) / 1024.0 / load.Connections);
        Add("broken or refused streams", loaded => loaded.Client.Broken + loaded.Client.Refused);
        return $"{bare.ProcessorPerEvent:F1} and {mock.ProcessorPerEvent:F1} us per event, "
            + $"p99 gap error {bare.Client.GapErrors.Quantile(0.99):F2} and {mock.Client.GapErrors.Quantile(0.99):F2} ms";

        void Add(string figure, Func<Loaded, double> of) => report.Add(load.Name, figure, of(bare), of(mock));
    }
}
