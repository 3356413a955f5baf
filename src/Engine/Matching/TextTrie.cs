namespace MockLlm.Engine.Matching;

/// <summary>
/// Finds which of many texts a text begins with, or holds anywhere (Aho and Corasick 1975), in one pass over it. Each text carries
/// a number, and what is found is told as bits of these.
/// </summary>
/// <param name="anywhere">Whether the texts may stand anywhere; else only at the beginning.</param>
/// <param name="ignoreCase">Whether case does not count; texts then hold no character beyond the basic plane.</param>
internal sealed class TextTrie(bool anywhere, bool ignoreCase)
{
    private const int Root = 0;

    private readonly Dictionary<(int Node, char Next), int> _next = [];
    private readonly List<List<int>> _numbers = [[]];
    private readonly List<int> _depths = [0];
    private int[] _fallback = [];

    // What follows the root is looked up by its character. Of the other nodes most have one successor, which is looked at first.
    private int[] _roots = [];
    private (char Character, int Next, bool HasMore)[] _successors = [];

    // The nearest node along the fallbacks, the node itself included, at which a text ends; -1: there is none.
    private int[] _ends = [];

    public bool IsEmpty => _numbers.Count == 1;

    /// <param name="text">Not empty.</param>
    /// <param name="number">What is told where it is found.</param>
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

    /// <summary>To be called when all texts are added, and before any is looked for.</summary>
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

    /// <summary>Sets the bits of the texts that are found.</summary>
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

    // The root: nothing follows there.
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
