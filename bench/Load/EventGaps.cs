namespace MockLlm.Bench.Load;

/// <summary>
/// The gaps between the token events of a stream. The first event has the role and the last one the finish reason. The gaps next to them are
/// left out.
/// </summary>
internal struct EventGaps(long asked)
{
    private long _latest;
    private long _held = -1;

    /// <summary>The number of events so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an event.</summary>
    public void Add(long now, Tally tally)
    {
        if (Count == 0)
        {
            tally.FirstEvent.Add(now - asked);
        }
        else if (Count > 1)
        {
            // A gap is added only when another event shows that it was not the last one.
            if (_held >= 0)
            {
                tally.AddGap(_held);
            }

            _held = now - _latest;
        }

        _latest = now;
        Count++;
    }
}
