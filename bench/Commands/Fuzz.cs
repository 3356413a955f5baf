using System.Diagnostics;
using MockLlm.Bench.Fuzzing;
using MockLlm.Bench.Measures;

namespace MockLlm.Bench.Commands;

/// <summary>
/// Feeds generated inputs to every reader of the server: JSON bodies, schemas, patterns, headers, URLs, control bodies, forms, YAML and
/// templates. It prints each input for which something is wrong, with its seed.
/// </summary>
internal static class Fuzz
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(20);

    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var time = arguments.Text("seconds") is null ? TimeSpan.FromMinutes(arguments.Number("minutes", 1)) : TimeSpan.FromSeconds(arguments.Number("seconds", 0));
        await using var server = await ServerTargets.Start(arguments.Text("server"), stop);
        var only = arguments.Text("target")?.Split(',');
        FuzzRun[] runs = [.. FileTargets.All.Concat(server.All).Where(target => only?.Contains(target.Name) != false).Select(target => new FuzzRun(target))];
        if (runs.Length == 0)
        {
            throw new BenchException($"--target {arguments.Text("target")}: expected some of {string.Join(',', FileTargets.All.Concat(server.All).Select(target => target.Name))}.");
        }

        if (arguments.Text("seed") is { } seed)
        {
            Array.ForEach(runs, run => Console.WriteLine($"{run.Target.Name}: {run.One(seed)}"));
        }
        else
        {
            Turns(runs, time, server, stop);
        }

        if (runs.Sum(run => run.Findings.Count) is > 0 and var findings)
        {
            throw new BenchException($"{findings} findings");
        }

        Console.WriteLine("no findings");
    }

    // The targets take turns until the time is over.
    private static void Turns(FuzzRun[] runs, TimeSpan time, ServerTargets server, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var turn = TimeSpan.FromTicks(Math.Min((time / runs.Length).Ticks, LongestTurn.Ticks));
        Console.WriteLine($"{runs.Length} targets, {time.TotalMinutes:F1} minutes, {turn.TotalSeconds:F0} s a turn");
        Console.WriteLine(Figures.Row("target", "minute", "inputs", "findings", "server MB"));
        while (Stopwatch.GetElapsedTime(started) < time && !stop.IsCancellationRequested)
        {
            foreach (var run in runs.Where(_ => Stopwatch.GetElapsedTime(started) < time))
            {
                var known = run.Findings.Count;
                run.For(turn, stop);
                server.Process.ThrowIfEnded();
                Console.WriteLine(Figures.Row(
                    run.Target.Name,
                    Figures.Text(Stopwatch.GetElapsedTime(started).TotalMinutes, "F1"),
                    $"{run.Inputs}",
                    $"{run.Findings.Count}",
                    Figures.Text(server.Process.Memory / 1e6, "F0")));
                foreach (var finding in run.Findings.Skip(known))
                {
                    Console.WriteLine($"FOUND by {finding.Target}: {finding}");
                }
            }
        }
    }
}
