using MockLlm.Engine.Pacing;

namespace MockLlm.Engine.Inference.Batching;

/// <summary>
/// The times of one reply whose tokens come from a batch. When a token is made depends on the requests that come after this one, so the times
/// are asked again until they are known. All times count from <paramref name="start"/>. Only one thread at a time may use a reply.
/// </summary>
/// <param name="batch">The batch.</param>
/// <param name="claim">The size and the times of the batch.</param>
/// <param name="time">The clock.</param>
/// <param name="start">The timestamp of the clock from which all times count.</param>
internal sealed class BatchedReply(Batch batch, BatchClaim claim, TimeProvider time, long start)
{
    // As long as no other sequence moves, there is nothing to ask for.
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    // Every choice can be a frame ahead of the frame that is sent.
    private const int KeptPerChoice = 4;

    private readonly List<BatchedCompletion> _completions = [];
    private readonly AskedTimes _asked = new();

    /// <summary>Whether a completion of the reply comes from the batch.</summary>
    public bool IsUsed => _completions.Count > 0;

    /// <summary>When the reply is expected to end.</summary>
    public TimeSpan ExpectedEnd => _completions.Max(completion => Ask(completion, completion.Sequence.Tokens).Due);

    /// <summary>Adds a completion. It joins the batch when the reply waits for it.</summary>
    /// <param name="pace">The pace of the completion.</param>
    /// <param name="tokens">Its number of tokens.</param>
    /// <param name="choices">The number of choices.</param>
    public void Add(BatchPace pace, int tokens, int choices) => _completions.Add(new(pace, new(pace.Prefill, Math.Max(1, tokens), choices)));

    /// <summary>The schedule of a completion.</summary>
    /// <param name="pace">The pace of the completion.</param>
    /// <param name="ends">The end of each token in its text.</param>
    public Schedule ScheduleOf(BatchPace pace, int[] ends) => _completions.FindLast(completion => completion.Pace == pace) is { } found
        ? new BatchSchedule(ends, token => Expect(found, token))
        : Schedule.Immediate;

    /// <summary>Waits for the first token of the reply.</summary>
    /// <param name="ends">Each of these tokens ends the wait early.</param>
    /// <returns>True if the token is made. False if a token ended the wait early.</returns>
    public async ValueTask<bool> UntilOpening(Func<CancellationToken[]> ends) =>
        await Join(ends).ConfigureAwait(false) && await Until(_completions[0], token: 1, ends).ConfigureAwait(false);

    /// <summary>Waits for the last token of the reply.</summary>
    /// <inheritdoc cref="UntilOpening"/>
    public async ValueTask<bool> UntilEnd(Func<CancellationToken[]> ends)
    {
        if (!await Join(ends).ConfigureAwait(false))
        {
            return false;
        }

        foreach (var completion in _completions)
        {
            if (!await Until(completion, completion.Sequence.Tokens, ends).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Replaces an expected time of this reply by what is known now: when to send, or when to ask again.</summary>
    /// <param name="due">A time that a schedule of this reply returned. Other times stay as they are.</param>
    public TimeSpan Now(TimeSpan due)
    {
        if (due <= TimeSpan.Zero || _asked.Find(due) is not { } asked)
        {
            return due;
        }

        if (!asked.IsKnown)
        {
            (asked.Due, _, asked.IsKnown) = Ask(asked.Completion, asked.Token);
        }

        return asked.Due;
    }

    /// <summary>The same frames. Each has the time that is known when it is looked at.</summary>
    public IEnumerable<Frame> Live(IEnumerable<Frame> frames) => new LiveFrames(frames, this);

    /// <summary>Leaves the batch. Completions that are over have left by themselves.</summary>
    public void Leave()
    {
        foreach (var completion in _completions)
        {
            if (completion.HasJoined)
            {
                batch.Leave(completion.Sequence);
            }
        }
    }

    private async ValueTask<bool> Join(Func<CancellationToken[]> ends)
    {
        var first = TimeSpan.FromTicks((long)Math.Ceiling(_completions[0].Pace.First));
        if (!await AlarmWait.Until(time, start, first, ends).ConfigureAwait(false))
        {
            return false;
        }

        foreach (var completion in _completions)
        {
            if (!completion.HasJoined)
            {
                batch.Join(completion.Sequence, claim);
                completion.HasJoined = true;
            }
        }

        return true;
    }

    private async ValueTask<bool> Until(BatchedCompletion completion, int token, Func<CancellationToken[]> ends)
    {
        while (true)
        {
            // It holds nothing that has to be disposed of: it has no timer and nobody asks for its handle.
            var moved = new CancellationTokenSource();
            var (due, _, isKnown) = Ask(completion, token, moved.Cancel);
            var isOver = await AlarmWait.Until(time, start, due, () => [.. ends(), moved.Token]).ConfigureAwait(false);
            if (isOver && isKnown)
            {
                return true;
            }

            if (!isOver && !moved.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    private TimeSpan Expect(BatchedCompletion completion, int token)
    {
        var (due, expected, isKnown) = Ask(completion, token);
        _asked.Add(new(expected, completion, token) { Due = due, IsKnown = isKnown }, KeptPerChoice * (1 + _completions.Sum(one => one.Sequence.Places)));
        return expected;
    }

    // Rounded up, so that a token is made when its time has come.
    private (TimeSpan Due, TimeSpan Expected, bool IsKnown) Ask(BatchedCompletion completion, int token, Action? moved = null)
    {
        var moment = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(start, moment);
        if (!completion.HasJoined)
        {
            var alone = completion.Pace.First + (claim.Length(completion.Sequence.Places) * (token + ((completion.Pace.Prefill - 1) / claim.Settings.PrefillTokens)));
            return (Ticks(alone), Ticks(alone), false);
        }

        var when = batch.When(completion.Sequence, token, moment, moved);
        return (double.IsInfinity(when.Earliest) ? elapsed + Never : elapsed + Ticks(when.Earliest), elapsed + Ticks(when.Expected), when.IsKnown);
    }

    private static TimeSpan Ticks(double ticks) => TimeSpan.FromTicks((long)Math.Ceiling(Math.Min(ticks, Never.Ticks * 1_000d)));
}
