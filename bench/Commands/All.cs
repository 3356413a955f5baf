using System.Diagnostics;
using MockLlm.Bench.Machine;
using MockLlm.Bench.Suite;

namespace MockLlm.Bench.Commands;

/// <summary>The whole benchmark: every measure of MockLlm and of the bare endpoint, a table at the end, and the figures as JSON.</summary>
internal static class All
{
    private static readonly string[] Measures = ["plain", "streams", "paced", "memory", "idle"];

    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var quick = arguments.Has("quick");
        var repeats = arguments.Number("repeats", quick ? 1 : QuietRounds.Repeats, atLeast: 0);
        var run = new SuiteRun(arguments.Number("rounds", quick ? 1 : 5), quick, arguments.Text("server"), QuietRounds.OfThisMachine(repeats));
        int? seconds = arguments.Text("seconds") is null ? null : arguments.Number("seconds", 0);
        int? connections = arguments.Text("connections") is null ? null : arguments.Number("connections", 0);
        var started = Stopwatch.GetTimestamp();
        foreach (var measure in Chosen(arguments.Text("only")))
        {
            await (measure switch
            {
                "plain" => PlainRate.Run(run, seconds, stop),
                "streams" => StreamRate.Run(run, seconds, stop),
                "paced" => PacedStreams.Run(run, connections, stop),
                "memory" => MemoryGrowth.Run(run, stop),
                _ => IdleCost.Run(run, stop),
            });
        }

        var file = Path.GetFullPath(arguments.Text("json") ?? "bench-results.json");
        ReportFile.Write(file, run.Report, run);
        Console.WriteLine();
        Array.ForEach([.. run.Report.Table()], Console.WriteLine);
        if (run.Quiet.Warning() is { } warning)
        {
            Console.WriteLine($"\n{warning}");
        }

        Console.WriteLine($"\n{Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s; written to {file}");
    }

    private static string[] Chosen(string? only)
    {
        var chosen = only?.Split(',') ?? Measures;
        return chosen.FirstOrDefault(name => !Measures.Contains(name)) is { } unknown
            ? throw new BenchException($"--only {unknown}: expected some of {string.Join(',', Measures)}.")
            : chosen;
    }
}
