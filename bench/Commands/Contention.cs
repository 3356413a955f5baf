using MockLlm.Bench.Contention;
using MockLlm.Bench.Measures;
using MockLlm.Web.Ceiling;

namespace MockLlm.Bench.Commands;

/// <summary>How the parts that all threads of the server share behave when 1 to 16 threads use them at once.</summary>
internal static class Contention
{
    private const int Width = 26;

    private static readonly int[] Threads = [1, 2, 4, 8, 16];

    public static Task Run(Arguments arguments, CancellationToken stop)
    {
        var time = TimeSpan.FromMilliseconds(arguments.Number("milliseconds", 300));
        var before = MachineTimes.Now(Environment.CpuUsage.TotalTime);
        using var parts = new SharedParts();
        Console.WriteLine($"{Environment.ProcessorCount} cores, {time.TotalMilliseconds} ms each; waits: how often a thread found a lock taken");
        Console.WriteLine(Row("part", "threads", "operations/s", "CPU ns each", "waits/1000"));
        foreach (var part in parts.All)
        {
            // The code is compiled again, faster, while it runs.
            ContentionRun.Of(part, Threads[^1], 3 * time);
            foreach (var threads in Threads)
            {
                stop.ThrowIfCancellationRequested();
                var seen = ContentionRun.Of(part, threads, time);
                Console.WriteLine(Row(
                    part.Name,
                    $"{threads}",
                    Figures.Text(seen.PerSecond, "N0"),
                    Figures.Text(seen.NanosecondsEach, "F1"),
                    Figures.Text(seen.WaitsPerThousand, "F3")));
            }
        }

        if (before is not null && MachineTimes.Now(Environment.CpuUsage.TotalTime) is { } after && Quietness.Between(before, after) is var machine)
        {
            Console.WriteLine($"{(machine.IsQuiet ? "quiet" : "NOT quiet")}: {machine}");
        }

        return Task.CompletedTask;
    }

    private static string Row(string part, params string[] others) =>
        $"{part,-Width}{string.Concat(others.Select(other => $"{other,15}"))}";
}
