using System.Diagnostics;

namespace MockLlm.Bench.Load;

/// <summary>What a load has seen. Times are taken after each read; whoever adds holds the lock on it.</summary>
internal sealed class Tally(LoadPlan plan)
{
    private readonly long _gap = (long)(plan.Gap.TotalSeconds * Stopwatch.Frequency);

    /// <summary>From the request to its first event.</summary>
    public Histogram FirstEvent { get; } = new();

    /// <summary>Between two token events.</summary>
    public Histogram Gaps { get; } = new();

    /// <summary>How far those are from the plan's.</summary>
    public Histogram GapErrors { get; } = new();

    /// <summary>Complete responses with a status of 2xx.</summary>
    public long Answered { get; private set; }

    /// <summary>Complete responses with another status.</summary>
    public long Refused { get; private set; }

    /// <summary>Connections that failed, or ended within a response.</summary>
    public long Broken { get; private set; }

    /// <summary>Events of complete responses.</summary>
    public long Events { get; private set; }

    /// <summary>How long the load took.</summary>
    public TimeSpan Time { get; set; }

    /// <summary>Complete responses a second.</summary>
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
