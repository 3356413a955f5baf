using System.Diagnostics;

namespace MockLlm.Bench.Load;

/// <summary>The counts and times of a load. Times are taken after each read. Code that adds to it must hold the lock on it.</summary>
internal sealed class Tally(LoadPlan plan)
{
    private readonly long _gap = (long)(plan.Gap.TotalSeconds * Stopwatch.Frequency);

    /// <summary>The times from a request to its first event.</summary>
    public Histogram FirstEvent { get; } = new();

    /// <summary>The gaps between two token events.</summary>
    public Histogram Gaps { get; } = new();

    /// <summary>The differences between these gaps and the plan's gap.</summary>
    public Histogram GapErrors { get; } = new();

    /// <summary>The number of complete responses with a status of 2xx.</summary>
    public long Answered { get; private set; }

    /// <summary>The number of complete responses with another status.</summary>
    public long Refused { get; private set; }

    /// <summary>The number of connections that failed or ended within a response.</summary>
    public long Broken { get; private set; }

    /// <summary>The number of events in complete responses.</summary>
    public long Events { get; private set; }

    /// <summary>How long the load took.</summary>
    public TimeSpan Time { get; set; }

    /// <summary>Complete responses per second.</summary>
    public double Rate => Answered / Time.TotalSeconds;

    public void AddGap(long ticks)
    {
        Gaps.Add(ticks);
        GapErrors.Add(Math.Abs(ticks - _gap));
    }

    public void AddResponse(int status, int events)
    {
        if (status is >= 200 and < 300)
        {
            Answered++;
            Events += events;
        }
        else
        {
            Refused++;
        }
    }

    public void AddBroken() => Broken++;
}
