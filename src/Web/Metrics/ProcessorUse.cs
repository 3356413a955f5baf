namespace MockLlm.Web.Metrics;

/// <summary>
/// The share of its cores that the process used in the last seconds. There is no timer. It is measured between two questions: from the
/// oldest one of the last five seconds, or from the latest one before. If nobody asked for a minute, the answer takes a tenth of a second.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="used">The processor time that the process has used on all cores.</param>
/// <param name="cores">The number of cores that the process may use.</param>
internal sealed class ProcessorUse(TimeProvider time, Func<TimeSpan> used, int cores)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    // At most one for each half second of the last five, and one before.
    private readonly Queue<Sample> _samples = new();
    private Sample? _latest;

    /// <summary>The use of this process. Its cores are those that its container or its affinity allow.</summary>
    public static ProcessorUse OfThisProcess() => new(TimeProvider.System, () => Environment.CpuUsage.TotalTime, Environment.ProcessorCount);

    /// <summary>The share of the cores, from 0 to 1.</summary>
    public async ValueTask<double> Share(CancellationToken stop)
    {
        var start = Since() ?? Keep(Now());
        if (time.GetElapsedTime(start.At) < Shortest)
        {
            await Task.Delay(Shortest, time, stop).ConfigureAwait(false);
        }

        var now = Keep(Now());
        return Math.Clamp((now.Used - start.Used) / (time.GetElapsedTime(start.At, now.At) * cores), 0, 1);
    }

    private Sample Now() => new(time.GetTimestamp(), used());

    // The sample to compare with, or null if the latest one is too old.
    private Sample? Since()
    {
        lock (_gate)
        {
            // Of those that are not recent, only the latest is of use.
            while (_samples.Count > 1 && time.GetElapsedTime(_samples.Peek().At) > Recent)
            {
                _samples.Dequeue();
            }

            return _samples.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) <= Old ? oldest : null;
        }
    }

    private Sample Keep(Sample sample)
    {
        lock (_gate)
        {
            if (_latest is null || time.GetElapsedTime(_latest.At, sample.At) >= BetweenSamples)
            {
                _samples.Enqueue(sample);
                _latest = sample;
            }

            return sample;
        }
    }

    private sealed record Sample(long At, TimeSpan Used);
}
