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
            else if (!_next.TryGetValue((node, folded), out node))
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
        while (!_next.TryGetValue((node, character), out next))
        {
            if (node == Root)
            {
                return Root;
            }

            node = _fallback[node];
        }

        return next;
    }

    private char Fold(char character) => ignoreCase ? char.ToUpperInvariant(character) : character;
}
