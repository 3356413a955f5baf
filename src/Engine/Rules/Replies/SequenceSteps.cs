namespace MockLlm.Engine.Rules.Replies;

/// <summary>One request's steps in sequences: it takes one step in each at most, however often it asks.</summary>
/// <param name="cursors">How far the sessions are.</param>
/// <param name="session">Whose request it is.</param>
internal sealed class SequenceSteps(SequenceCursors cursors, string session)
{
    private Dictionary<string, long>? _taken;

    /// <summary>Takes the request's step.</summary>
    /// <returns>How many steps the session took before.</returns>
    public long Of(string sequence)
    {
        _taken ??= new(StringComparer.Ordinal);
        if (!_taken.TryGetValue(sequence, out var step))
        {
            _taken[sequence] = step = cursors.Next(sequence, session);
        }

        return step;
    }

    /// <summary>Takes back the steps, since the request gets no reply.</summary>
    public void TakeBack()
    {
        foreach (var sequence in _taken?.Keys ?? Enumerable.Empty<string>())
        {
            cursors.Back(sequence, session);
        }

        _taken = null;
    }
}
