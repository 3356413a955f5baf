namespace MockLlm.Engine.Inference.Batching;

/// <summary>The batch of a model or of a whole provider. Any thread may use it. It catches up with the clock when it is asked.</summary>
/// <param name="time">The clock.</param>
/// <param name="claim">The first claim on it.</param>
internal sealed class Batch(TimeProvider time, BatchClaim claim)
{
    private readonly Lock _gate = new();
    private readonly long _zero = time.GetTimestamp();
    private readonly BatchModel _model = new(claim);

    /// <summary>How many sequences run and how many wait.</summary>
    public (int Running, int Waiting) Counts
    {
        get
        {
            var now = NowAt(time.GetTimestamp());
            List<Action>? moved;
            (int, int) counts;
            lock (_gate)
            {
                _model.CatchUp(now);
                counts = (_model.Running, _model.Waiting);
                moved = TakeMoved();
            }

            Call(moved);
            return counts;
        }
    }

    /// <summary>Adds a sequence.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="claim">The size and the times. The latest claim counts.</param>
    public void Join(BatchSequence sequence, BatchClaim claim) => Do((model, now) =>
    {
        model.Resize(claim, now);
        model.Join(sequence, now);
    });

    /// <summary>Removes a sequence. Its place is free from the next step on.</summary>
    public void Leave(BatchSequence sequence) => Do((model, now) => model.Leave(sequence, now));

    /// <summary>Says when a token of a sequence that has joined is made, in ticks from a moment.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="token">The number of the token, from 1.</param>
    /// <param name="moment">The current timestamp of the clock.</param>
    /// <param name="moved">
    /// Called once when the sequence begins to run, or is the first that waits and can run earlier. If it waits behind others, there is no
    /// need to ask again before, and the time is <see cref="double.PositiveInfinity"/>. With null, the time is always finite.
    /// </param>
    public BatchTime When(BatchSequence sequence, int token, long moment, Action? moved)
    {
        var now = NowAt(moment);
        BatchTime when;
        List<Action>? others;
        lock (_gate)
        {
            when = _model.When(sequence, token, now).From(now);
            sequence.Moved = null;
            if (moved is not null && sequence.State == BatchState.Waiting)
            {
                sequence.Moved = moved;
                when = _model.IsBehind(sequence) ? when with { Earliest = double.PositiveInfinity } : when;
            }

            others = TakeMoved();
        }

        Call(others);
        return when;
    }

    private void Do(Action<BatchModel, double> change)
    {
        var now = NowAt(time.GetTimestamp());
        List<Action>? moved;
        lock (_gate)
        {
            change(_model, now);
            moved = TakeMoved();
        }

        Call(moved);
    }

    private double NowAt(long moment) => time.GetElapsedTime(_zero, moment).Ticks;

    private List<Action>? TakeMoved()
    {
        List<Action>? calls = null;
        foreach (var sequence in _model.Moved)
        {
            if (sequence.Moved is { } call)
            {
                (calls ??= []).Add(call);
                sequence.Moved = null;
            }
        }

        _model.Moved.Clear();
        return calls;
    }

    // Without the lock.
    private static void Call(List<Action>? calls)
    {
        foreach (var call in calls ?? [])
        {
            call();
        }
    }
}
