namespace MockLlm.Engine.Matching;

/// <summary>
/// Searches a text for many patterns in one pass, either at the start of the text or anywhere (Aho and Corasick, 1975). Each pattern has a
/// number, and the result is a set of bits, one for each number.
/// </summary>
/// <param name="anywhere">Whether a pattern may be anywhere in the text. Otherwise it must be at the start.</param>
/// <param name="ignoreCase">Whether case is ignored. Patterns then must not have surrogate pairs.</param>
internal sealed class TextTrie(bool anywhere, bool ignoreCase)
{
    private const int Root = 0;

    private readonly Dictionary<(int Node, char Next), int> _next = [];
    private readonly List<List<int>> _numbers = [[]];
    private readonly List<int> _depths = [0];
    private int[] _fallback = [];

    // The successors of the root are indexed by character. Most other nodes have one successor, which is checked first.
    private int[] _roots = [];
    private (char Character, int Next, bool HasMore)[] _successors = [];

    // For each node, the first node on its fallback path (itself included) at which a pattern ends, or -1 if there is none.
    private int[] _ends = [];

    public bool IsEmpty => _numbers.Count == 1;

    /// <summary>Adds a pattern.</summary>
    /// <param name="text">The pattern, which must not be empty.</param>
    /// <param name="number">The number of its bit.</param>
    public void Add(string text, int number)
    {
        var node = Root;
        foreach (var character in text)
        {
            var key = (node, Fold(character));
            if (!_next.TryGetValue(key, out var next))
            {
                next = _numbers.Count;
                _next.Add(key, next);
                _numbers.Add([]);
                _depths.Add(_depths[node] + 1);
            }

            node = next;
        }

        _numbers[node].Add(number);
    }

    /// <summary>Completes the trie. Call it after the last <see cref="Add"/> and before the first <see cref="Mark"/>.</summary>
    public void Finish()
    {
        (_fallback, _ends) = (new int[_numbers.Count], new int[_numbers.Count]);
        _ends[Root] = -1;
        _roots = new int[char.MaxValue + 1];
        _successors = new (char, int, bool)[_numbers.Count];
        foreach (var ((parent, character), node) in _next)
        {
            _successors[parent] = (character, node, _successors[parent].Next != Root);
            if (parent == Root)
            {
                _roots[character] = node;
            }
        }

        foreach (var ((parent, character), node) in _next.OrderBy(edge => _depths[edge.Value]))
        {
            _fallback[node] = anywhere && parent != Root ? Follow(_fallback[parent], character) : Root;
            _ends[node] = _numbers[node].Count > 0 ? node : _ends[_fallback[node]];
        }
    }

    /// <summary>Sets the bit of each pattern that is found in the text.</summary>
    public void Mark(string text, Span<ulong> bits)
    {
        var node = Root;
        foreach (var character in text)
        {
            var folded = Fold(character);
            if (anywhere)
            {
                node = Follow(node, folded);
            }
            else if ((node = Next(node, folded)) == Root)
            {
                return;
            }

            for (var end = _ends[node]; end > Root; end = anywhere ? _ends[_fallback[end]] : -1)
            {
                MarkAll(_numbers[end], bits);
            }
        }
    }

    private static void MarkAll(List<int> numbers, Span<ulong> bits)
    {
        foreach (var number in numbers)
        {
            bits[number >> 6] |= 1UL << number;
        }
    }

    private int Follow(int node, char character)
    {
        int next;
        while ((next = Next(node, character)) == Root && node != Root)
        {
            node = _fallback[node];
        }

        return next;
    }

    // Returns the root if the node has no such successor.
    private int Next(int node, char character)
    {
        if (node == Root)
        {
            return _roots[character];
        }

        var (known, next, hasMore) = _successors[node];
        return known == character && next != Root ? next
            : hasMore ? _next.GetValueOrDefault((node, character), Root)
            : Root;
    }

    private char Fold(char character) => ignoreCase ? char.ToUpperInvariant(character) : character;
}
