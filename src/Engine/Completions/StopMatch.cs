using System.Buffers;
using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Completions;

/// <summary>A stop sequence in a text, and the UTF-16 index where it begins.</summary>
internal readonly record struct StopMatch(int Start, string Sequence)
{
    private const int FewSequences = 8;
    private const int CharactersPerStep = 4;

    /// <summary>
    /// Finds the stop sequence that begins first. If two begin at the same index, it is the shorter one, because it is complete first.
    /// Sequences are compared by UTF-16 unit. An empty sequence or half of a surrogate pair never matches.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="sequences">The stop sequences.</param>
    /// <param name="work">The work of the request, or null if nothing limits it.</param>
    /// <returns>The match, or null if no sequence is complete within the text.</returns>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    public static StopMatch? First(ReadOnlySpan<char> text, IReadOnlyList<string> sequences, WorkBudget? work = null)
    {
        if (sequences.Count > FewSequences)
        {
            return FirstOfMany(text, sequences, work);
        }

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

    // Looks for all sequences in one pass over the text.
    private static StopMatch? FirstOfMany(ReadOnlySpan<char> text, IReadOnlyList<string> sequences, WorkBudget? work)
    {
        var known = sequences.Where(sequence => sequence.Length > 0).ToHashSet(StringComparer.Ordinal);
        work?.Count(known.Sum(sequence => (long)sequence.Length) + (text.Length / CharactersPerStep));
        var (search, spelled) = (SearchValues.Create([.. known], StringComparison.Ordinal), known.GetAlternateLookup<ReadOnlySpan<char>>());
        int[] lengths = [.. known.Select(sequence => sequence.Length).Distinct().Order()];
        for (var from = 0; ; from++)
        {
            var found = text[from..].IndexOfAny(search);
            if (found < 0)
            {
                return null;
            }

            from += found;
            work?.Count(lengths.Length);
            foreach (var length in lengths)
            {
                if (from + length <= text.Length && spelled.TryGetValue(text.Slice(from, length), out var sequence) && IsWhole(text, from, length))
                {
                    return new(from, sequence);
                }
            }
        }
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
            if (IsWhole(text, from, sequence.Length))
            {
                return from;
            }
        }
    }

    // Whether no surrogate pair is split.
    private static bool IsWhole(ReadOnlySpan<char> text, int start, int length) =>
        !UnicodeScalars.IsInside(text, start) && !UnicodeScalars.IsInside(text, start + length);
}
