using System.Diagnostics;

namespace MockLlm.Bench.Contention;

/// <summary>Uses a shared part from several threads at once, as fast as each of them can.</summary>
internal sealed class ContentionRun
{
    // A thread looks at the clock after so many operations.
    private const int Batch = 64;

    /// <summary>Runs the threads for a time.</summary>
    public static ContentionFigures Of(SharedPart part, int threads, TimeSpan time)
    {
        using var all = new Barrier(threads + 1);
        var operations = new long[threads];
        var workers = Enumerable.Range(0, threads).Select(index => new Thread(() => operations[index] = Work(part, all, time))).ToList();
        workers.ForEach(worker => worker.Start());
        all.SignalAndWait();
        var (started, waits, processor) = (Stopwatch.GetTimestamp(), Monitor.LockContentionCount, Environment.CpuUsage.TotalTime);
        workers.ForEach(worker => worker.Join());
        return new(
            operations.Sum(),
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            Environment.CpuUsage.TotalTime - processor,
            Monitor.LockContentionCount - waits);
    }

    private static long Work(SharedPart part, Barrier all, TimeSpan time)
    {
        var use = part.NewUser();
        all.SignalAndWait();
        var started = Stopwatch.GetTimestamp();
        var done = 0L;
        do
        {
            for (var i = 0; i < Batch; i++)
            {
                use();
            }

            done += Batch;
        }
        while (Stopwatch.GetElapsedTime(started) < time);

        return done;
    }
}
