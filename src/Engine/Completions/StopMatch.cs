using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Completions;

/// <summary>Where a stop sequence begins in a text.</summary>
internal readonly record struct StopMatch(int Start, string Sequence)
{
    /// <summary>
    /// The stop sequence that begins first, compared by code unit; of two that begin at the same place the shorter one, which is
    /// complete first. Empty sequences never match, nor does half a surrogate pair.
    /// </summary>
    /// <returns>Null where none is wholly within the text.</returns>
    public static StopMatch? First(ReadOnlySpan<char> text, IReadOnlyList<string> sequences)
    {
        StopMatch? first = null;
        foreach (var sequence in sequences)
        {
            var start = sequence.Length == 0 ? -1 : Find(text, sequence);
            if (start >= 0 && (first is not { } other || (start, sequence.Length).CompareTo((other.Start, other.Sequence.Length)) < 0))
            {
                first = new(start, sequence);
            }
        }

        return first;
    }

    private static int Find(ReadOnlySpan<char> text, string sequence)
    {
        for (var from = 0; ; from++)
        {
            var found = text[from..].IndexOf(sequence, StringComparison.Ordinal);
            if (found < 0)
            {
                return -1;
            }

            from += found;
            if (!UnicodeScalars.IsInside(text, from) && !UnicodeScalars.IsInside(text, from + sequence.Length))
            {
                return from;
            }
        }
    }
}
