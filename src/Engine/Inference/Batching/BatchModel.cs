namespace MockLlm.Engine.Inference.Batching;

/// <summary>
/// The steps of an engine that computes many sequences together (continuous batching with chunked prefill). A step makes one token of every
/// sequence whose prompt is computed, and computes a limited number of prompt tokens. The step that computes the last token of a prompt makes
/// the first token of its answer. The length of a step depends on its tokens and is fixed when it starts. Sequences come and go between steps.
/// <para>
/// The model has no timer. Each call says what time it is, and the model catches up. Equal steps are taken together, so that this costs time
/// for what happened and not for every step. Times are in ticks from any zero. The class is not thread-safe.
/// </para>
/// </summary>
/// <param name="claim">The size and the times of the batch.</param>
internal sealed class BatchModel(BatchClaim claim)
{
    // A time that was rounded to the end of a step must count as the end.
    private const double Rounding = 1e-6;

    private readonly LinkedList<BatchSequence> _waiting = [];
    private readonly LinkedList<BatchSequence> _prefilling = [];
    private readonly PriorityQueue<BatchSequence, long> _finishing = new();
    private readonly List<(BatchSequence Sequence, int Tokens)> _chunks = [];
    private readonly StepLog _log = new();
    private BatchClaim _claim = claim;

    // The step that is under way: the steps before it, its start, its length (0 if there is none), and how many equal steps are planned.
    private long _steps;
    private double _start;
    private double _length;
    private long _planned;

    private int _decoding;

    /// <summary>How many sequences have a place. A completion with several choices counts once for each.</summary>
    public int Running { get; private set; }

    /// <summary>How many sequences wait for a place.</summary>
    public int Waiting { get; private set; }

    /// <summary>Sequences that began to run, or that are the first that waits after something has changed. Whoever takes them clears the list.</summary>
    public List<BatchSequence> Moved { get; } = [];

    /// <summary>Adds a sequence behind those that wait. It begins to run with the next step if there is a place.</summary>
    public void Join(BatchSequence sequence, double now)
    {
        CatchUp(now);
        sequence.Node = _waiting.AddLast(sequence);
        Waiting += sequence.Places;
        if (_waiting.Count == 1)
        {
            Replan();
        }
    }

    /// <summary>Removes a sequence. The step that is under way still computes it.</summary>
    public void Leave(BatchSequence sequence, double now)
    {
        CatchUp(now);
        switch (sequence.State)
        {
            case BatchState.Waiting:
                Withdraw(sequence);
                break;
            case BatchState.Prefilling:
                _prefilling.Remove(sequence.Node!);
                Running -= sequence.Places;
                FirstMoved();
                break;
            case BatchState.Decoding:
                _decoding -= sequence.Places;
                Running -= sequence.Places;
                FirstMoved();
                break;
            default:
                return;
        }

        sequence.State = BatchState.Over;
        Replan();
    }

    /// <summary>Changes the size and the times from the next step on.</summary>
    public void Resize(BatchClaim claim, double now)
    {
        if (claim != _claim)
        {
            CatchUp(now);
            _claim = claim;
            FirstMoved();
            Replan();
        }
    }

    /// <summary>Says when a token is made.</summary>
    /// <param name="sequence">A sequence that has joined.</param>
    /// <param name="token">The number of the token, from 1.</param>
    /// <param name="now">The current time.</param>
    public BatchTime When(BatchSequence sequence, int token, double now)
    {
        CatchUp(now);
        if (sequence.Before is { } before)
        {
            return TimeOf(before + Math.Min(token, sequence.Tokens), sequence.Places);
        }

        return sequence.State == BatchState.Over ? BatchTime.At(now) : BeforeFirst(sequence, token);
    }

    /// <summary>Whether a sequence waits behind another one.</summary>
    public bool IsBehind(BatchSequence sequence) => sequence.State == BatchState.Waiting && _waiting.First != sequence.Node;

    /// <summary>Takes all steps that have ended.</summary>
    public void CatchUp(double now)
    {
        while (_length > 0 && _start + _length <= now + Rounding)
        {
            Take(Math.Clamp((long)((now + Rounding - _start) / _length), 1, _planned));
            if (_planned == 0)
            {
                Plan();
            }
        }

        if (_length == 0)
        {
            _start = Math.Max(_start, now);
        }
    }

    // The time of a step that is over, under way or to come.
    private BatchTime TimeOf(long step, int places)
    {
        var ahead = step - _steps;
        return ahead switch
        {
            <= 0 => BatchTime.At(_log.EndOf(step)),
            1 => BatchTime.At(_start + _length),
            _ => new(_start + _length + ((ahead - 1) * _claim.Length(places)), _start + (_length * ahead), IsKnown: false),
        };
    }

    // The step that is under way computes a part of the prompt, or the sequence still waits. Other prompts may be computed before its own.
    private BatchTime BeforeFirst(BatchSequence sequence, int token)
    {
        var prefill = _claim.Settings.PrefillTokens;
        var isWaiting = sequence.State == BatchState.Waiting;
        var steps = Math.Max(1, ((sequence.Prefill + prefill - 1) / prefill) - (isWaiting ? 0 : 1));
        var placed = isWaiting && !Fits(sequence) ? NextFree() : _start + _length;
        var computed = placed + ((steps - 1) * _claim.Length(prefill)) + _claim.Length(1);
        return new(computed + ((token - 1) * _claim.Length(sequence.Places)), _start + (_length * (steps + token)), IsKnown: false);
    }

    // The time before which no running sequence ends.
    private double NextFree() => NextFinish() is { } finish && _prefilling.Count == 0 ? TimeOf(finish, places: 1).Earliest : _start + _length;

    private bool Fits(BatchSequence sequence) => Running == 0 || Running + sequence.Places <= _claim.Settings.Sequences;

    private void Withdraw(BatchSequence sequence)
    {
        var wasFirst = _waiting.First == sequence.Node;
        _waiting.Remove(sequence.Node!);
        Waiting -= sequence.Places;
        if (wasFirst)
        {
            FirstMoved();
        }
    }

    private void FirstMoved()
    {
        if (_waiting.First is { Value: var first })
        {
            Moved.Add(first);
        }
    }

    // The step that is under way goes on to its end. The steps after it are planned anew.
    private void Replan()
    {
        if (_length == 0)
        {
            Plan();
        }
        else
        {
            _planned = 1;
        }
    }

    private void Take(long steps)
    {
        _log.Add(_steps + 1, _start, _length, steps);
        _steps += steps;
        _planned -= steps;
        _start = _log.EndOf(_steps);
        foreach (var (sequence, tokens) in _chunks)
        {
            Compute(sequence, (int)(tokens * steps));
        }

        while (_finishing.TryPeek(out var sequence, out var finish) && (finish <= _steps || sequence.State == BatchState.Over))
        {
            _finishing.Dequeue();
            Finish(sequence);
        }
    }

    private void Compute(BatchSequence sequence, int tokens)
    {
        if (sequence.State == BatchState.Over)
        {
            return;
        }

        sequence.Prefill -= tokens;
        if (sequence.Prefill == 0)
        {
            _prefilling.Remove(sequence.Node!);
            sequence.State = BatchState.Decoding;
            _decoding += sequence.Places;
            _finishing.Enqueue(sequence, _steps - 1 + sequence.Tokens);
        }
    }

    private void Finish(BatchSequence sequence)
    {
        if (sequence.State == BatchState.Decoding)
        {
            sequence.State = BatchState.Over;
            _decoding -= sequence.Places;
            Running -= sequence.Places;
        }
    }

    // Decides what the next step computes, and how many equal steps follow it.
    private void Plan()
    {
        _chunks.Clear();
        var left = _claim.Settings.PrefillTokens;
        var ends = false;
        for (var place = _prefilling.First; place is not null && left > 0; place = place.Next)
        {
            Plan(place.Value, ref left, ref ends);
        }

        while (left > 0 && _waiting.First is { Value: var first } && Fits(first))
        {
            Admit(first);
            Plan(first, ref left, ref ends);
        }

        if (Running == 0)
        {
            (_length, _planned) = (0, 0);
            return;
        }

        _length = _claim.Length(_decoding + (_claim.Settings.PrefillTokens - left));
        // A prompt that takes all of a step and does not end in it takes all of the next steps, too.
        _planned = Math.Min(
            ends ? 1 : _chunks is [var (sequence, tokens)] ? (sequence.Prefill - 1) / tokens : long.MaxValue,
            NextFinish() is { } finish ? finish - _steps : long.MaxValue);
    }

    private void Plan(BatchSequence sequence, ref int left, ref bool ends)
    {
        var tokens = Math.Min(left, sequence.Prefill);
        _chunks.Add((sequence, tokens));
        left -= tokens;
        if (tokens == sequence.Prefill)
        {
            sequence.Before = _steps;
            ends = true;
        }
    }

    private void Admit(BatchSequence sequence)
    {
        _waiting.RemoveFirst();
        Waiting -= sequence.Places;
        Running += sequence.Places;
        sequence.State = BatchState.Prefilling;
        sequence.Node = _prefilling.AddLast(sequence);
        Moved.Add(sequence);
        FirstMoved();
    }

    private long? NextFinish()
    {
        while (_finishing.TryPeek(out var sequence, out var finish))
        {
            if (sequence.State == BatchState.Decoding)
            {
                return finish;
            }

            _finishing.Dequeue();
        }

        return null;
    }
}
