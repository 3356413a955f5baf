namespace MockLlm.Bench.Load;

/// <summary>
/// The times of one stream's events. The gaps before the first token and after the last, beside the role's and the finish reason's
/// events, are no token's and left out.
/// </summary>
internal struct EventGaps(long asked)
{
    private long _latest;
    private long _held = -1;

    /// <summary>Events so far.</summary>
    public int Count { get; private set; }

    /// <summary>Takes an event.</summary>
    public void Add(long now, Tally tally)
    {
        if (Count == 0)
        {
            tally.FirstEvent.Add(now - asked);
        }
        else if (Count > 1)
        {
            // Held until another one shows that it was not the last.
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
