using System.Text.RegularExpressions;
using MockLlm.Bench.Measures;
using MockLlm.Bench.Soaking;

namespace MockLlm.Bench.Commands;

/// <summary>
/// Mixed traffic with faults, aborts and control calls. It fails if an answer is not as expected and no fault explains it, or if memory, threads
/// or open files grow.
/// </summary>
internal static partial class Soak
{
    private const int ComplaintsShown = 20;
    private const int KindLength = 60;

    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var seed = arguments.Number("seed", 42, atLeast: 0);
        var minutes = arguments.Number("minutes", 30);
        await SameOutcomes.Check(arguments.Text("server"), seed, stop);
        Console.WriteLine("the same seed: the same outcome of every request, one at a time and 200 at once");

        await using var run = await SoakRun.Start(arguments.Text("server"), arguments.Number("rate", 200), seed, stop);
        Console.WriteLine(Figures.Row("minute", "requests", "unexpected", "p99 ms", "heap MB", "resident MB", "threads", "files"));
        for (var minute = 1; minute <= minutes; minute++)
        {
            var sample = await run.Minute(stop);
            Console.WriteLine(Figures.Row(
                Figures.Text(sample.Minutes, "F1"),
                $"{run.Exchanges}",
                $"{run.Complaints.Count}",
                Figures.Text(run.LastP99, "F0"),
                Figures.Text(sample.Heap / 1e6, "F2"),
                Figures.Text(sample.Resident / 1e6, "F1"),
                $"{sample.Threads}",
                $"{sample.Files}"));
        }

        Verdict(run);
    }

    private static void Verdict(SoakRun run)
    {
        foreach (var kind in run.Complaints.GroupBy(Kind).Take(ComplaintsShown))
        {
            Console.WriteLine($"{kind.Count()} x {kind.First()}");
        }

        var growth = SoakVerdict.Growth(run.Samples);
        foreach (var complaint in growth)
        {
            Console.WriteLine(complaint);
        }

        if (run.Samples.Count(sample => sample.Minutes > SoakVerdict.WarmUpMinutes) < SoakVerdict.FewestSamples)
        {
            Console.WriteLine($"growth is not judged: it needs {SoakVerdict.WarmUpMinutes} minutes for warm-up and {SoakVerdict.FewestSamples} after that");
        }

        if (run.Complaints.Count > 0 || growth.Count > 0)
        {
            throw new BenchException($"failed: {run.Complaints.Count} of {run.Exchanges} exchanges were not as expected, {growth.Count} figures grow");
        }

        Console.WriteLine($"passed: {run.Exchanges} exchanges as expected, {run.Limited} refused by limits, nothing grows");
    }

    // Complaints that begin alike are shown once.
    private static string Kind(string complaint)
    {
        var plain = Digits().Replace(complaint, "");
        return plain[..Math.Min(plain.Length, KindLength)];
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
