using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Completions;

/// <summary>A stop sequence in a text, and the UTF-16 index where it begins.</summary>
internal readonly record struct StopMatch(int Start, string Sequence)
{
    /// <summary>
    /// Finds the stop sequence that begins first. If two begin at the same index, it is the shorter one, because it is complete first.
    /// Sequences are compared by UTF-16 unit. An empty sequence or half of a surrogate pair never matches.
    /// </summary>
    /// <returns>The match, or null if no sequence is complete within the text.</returns>
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
