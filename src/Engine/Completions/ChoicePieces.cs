namespace MockLlm.Engine.Completions;

/// <summary>Lays the pieces of several choices into the one order in which they leave.</summary>
internal static class ChoicePieces
{
    /// <summary>All pieces by their time; pieces due together take turns.</summary>
    /// <param name="choices">The pieces of each choice, in the order of their times.</param>
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
