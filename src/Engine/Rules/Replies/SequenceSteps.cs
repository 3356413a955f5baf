namespace MockLlm.Engine.Rules.Replies;

/// <summary>A request's steps in sequences. A request takes at most one step in each sequence, however often its handler asks.</summary>
/// <param name="cursors">The positions of all sessions.</param>
/// <param name="session">The request's session.</param>
internal sealed class SequenceSteps(SequenceCursors cursors, string session)
{
    private Dictionary<string, long>? _taken;

    /// <summary>Takes the request's step in a sequence, unless it has taken it already.</summary>
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

    /// <summary>Undoes the request's steps. Called if the request gets no reply.</summary>
    public void TakeBack()
    {
        foreach (var sequence in _taken?.Keys ?? Enumerable.Empty<string>())
        {
            cursors.Back(sequence, session);
        }

        _taken = null;
    }
}
