namespace MockLlm.Engine.Matching;

/// <summary>
/// An index of many conditions on the prompt. It finds those that hold in one pass over the prompt, instead of evaluating each.
/// </summary>
internal sealed class PromptIndex
{
    private readonly Dictionary<string, List<int>> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _exactInAnyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly TextTrie _starts = new(anywhere: false, ignoreCase: false);
    private readonly TextTrie _startsInAnyCase = new(anywhere: false, ignoreCase: true);
    private readonly TextTrie _parts = new(anywhere: true, ignoreCase: false);
    private readonly TextTrie _partsInAnyCase = new(anywhere: true, ignoreCase: true);
    private readonly TextTrie[] _tries;

    /// <summary>Creates an index.</summary>
    /// <param name="conditions">
    /// The conditions. Each holds if one of its matches holds. All must be supported (<see cref="IsFor(IReadOnlyList{TextMatch})"/>).
    /// </param>
    public PromptIndex(IEnumerable<(int Number, IReadOnlyList<TextMatch> Matches)> conditions)
    {
        foreach (var (number, matches) in conditions)
        {
            foreach (var match in matches)
            {
                Add(match, number);
            }
        }

        _tries = [.. new[] { _starts, _startsInAnyCase, _parts, _partsInAnyCase }.Where(trie => !trie.IsEmpty)];
        Array.ForEach(_tries, trie => trie.Finish());
    }

    /// <summary>
    /// Whether a condition can be in an index. Regular expressions cannot, and neither can surrogate pairs if case is ignored.
    /// </summary>
    public static bool IsFor(IReadOnlyList<TextMatch> matches) => matches.All(match => match switch
    {
        TextMatch.Exact => true,
        TextMatch.StartsWith start => IsFor(start.Start, start.Comparison),
        TextMatch.Contains part => IsFor(part.Part, part.Comparison),
        _ => false,
    });

    /// <summary>Sets the bit of each condition that holds.</summary>
    public void Mark(string prompt, Span<ulong> bits)
    {
        MarkExact(_exact, prompt, bits);
        MarkExact(_exactInAnyCase, prompt, bits);
        foreach (var trie in _tries)
        {
            trie.Mark(prompt, bits);
        }
    }

    private static bool IsFor(string text, StringComparison comparison) =>
        text.Length > 0 && (comparison == StringComparison.Ordinal || !text.Any(char.IsSurrogate));

    private static void MarkExact(Dictionary<string, List<int>> exact, string prompt, Span<ulong> bits)
    {
        if (exact.Count > 0 && exact.TryGetValue(prompt, out var numbers))
        {
            foreach (var number in numbers)
            {
                bits[number >> 6] |= 1UL << number;
            }
        }
    }

    private void Add(TextMatch match, int number)
    {
        switch (match)
        {
            case TextMatch.Exact { Comparison: StringComparison.Ordinal } exact:
                AddExact(_exact, exact.Text, number);
                break;
            case TextMatch.Exact exact:
                AddExact(_exactInAnyCase, exact.Text, number);
                break;
            case TextMatch.StartsWith start:
                (start.Comparison == StringComparison.Ordinal ? _starts : _startsInAnyCase).Add(start.Start, number);
                break;
            case TextMatch.Contains part:
                (part.Comparison == StringComparison.Ordinal ? _parts : _partsInAnyCase).Add(part.Part, number);
                break;
        }
    }

    private static void AddExact(Dictionary<string, List<int>> exact, string text, int number)
    {
        if (!exact.TryGetValue(text, out var numbers))
        {
            exact.Add(text, numbers = []);
        }

        numbers.Add(number);
    }
}
