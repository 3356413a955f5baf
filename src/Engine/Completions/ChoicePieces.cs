namespace MockLlm.Engine.Completions;

/// <summary>Merges the pieces of several choices in the order in which they are sent.</summary>
internal static class ChoicePieces
{
    /// <summary>All pieces, ordered by the time when they are due. Choices take turns with pieces that are due at the same time.</summary>
    /// <param name="choices">The pieces of each choice, ordered by the time when they are due.</param>
    public static IEnumerable<(int Choice, TimedText Piece)> ByDue(IReadOnlyList<IEnumerable<TimedText>> choices)
    {
        if (choices.Count == 1)
        {
            foreach (var piece in choices[0])
            {
                yield return (0, piece);
            }

            yield break;
        }

        var queue = new PriorityQueue<int, (TimeSpan Due, int Turn, int Choice)>();
        var pieces = choices.Select(choice => choice.GetEnumerator()).ToList();
        for (var choice = 0; choice < pieces.Count; choice++)
        {
            Enqueue(choice, turn: 0);
        }

        while (queue.TryDequeue(out var choice, out var place))
        {
            yield return (choice, pieces[choice].Current);
            Enqueue(choice, place.Turn + 1);
        }

        void Enqueue(int choice, int turn)
        {
            if (pieces[choice].MoveNext())
            {
                queue.Enqueue(choice, (pieces[choice].Current.Due, turn, choice));
            }
        }
    }
}
