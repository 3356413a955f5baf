using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.JsonSchema;

/// <summary>A part of a regular expression.</summary>
internal abstract record PatternPart
{
    /// <summary>
    /// One character from ranges of code points. A pattern can have very many ranges, so they are sorted for a fast search.
    /// </summary>
    public sealed record Characters : PatternPart
    {
        // A character of a negated class is taken from the first of these ranges that has one.
        private static readonly (int First, int Last)[] Natural = [('a', 'z'), ('A', 'Z'), ('0', '9'), (' ', '~'), (0xA0, 0xFF)];

        private readonly (int First, int Last)[] _sorted;
        private readonly int[] _natural;

        /// <param name="ranges">The ranges in the order of the pattern. Both ends are included.</param>
        /// <param name="negated">Whether every character outside the ranges is meant.</param>
        public Characters(IReadOnlyList<(int First, int Last)> ranges, bool negated)
        {
            Ranges = ranges;
            Negated = negated;
            _sorted = Joined(ranges);
            _natural = negated || ranges.Count == 0
                ? Natural.Select(range => Enumerable.Range(range.First, range.Last - range.First + 1).Where(Holds).ToArray())
                    .FirstOrDefault(held => held.Length > 0, [])
                : [];
        }

        public IReadOnlyList<(int First, int Last)> Ranges { get; }

        public bool Negated { get; }

        public bool Holds(int character)
        {
            var (low, high) = (0, _sorted.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _sorted[middle].Last < character ? (middle + 1, high) : (low, middle);
            }

            return (low < _sorted.Length && _sorted[low].First <= character) != Negated;
        }

        /// <summary>A random character of the class, or null if there is none that looks natural.</summary>
        public int? Pick(ref RandomSequence random)
        {
            if (!Negated && Ranges.Count > 0)
            {
                var (first, last) = Ranges[random.NextBelow(Ranges.Count)];
                return first + random.NextBelow(last - first + 1);
            }

            return _natural.Length > 0 ? _natural[random.NextBelow(_natural.Length)] : null;
        }

        private static (int First, int Last)[] Joined(IReadOnlyList<(int First, int Last)> ranges)
        {
            if (ranges.Count < 2)
            {
                return [.. ranges];
            }

            List<(int First, int Last)> joined = [];
            foreach (var range in ranges.OrderBy(range => range.First))
            {
                if (joined is [.., var before] && range.First <= before.Last)
                {
                    joined[^1] = (before.First, Math.Max(before.Last, range.Last));
                }
                else
                {
                    joined.Add(range);
                }
            }

            return [.. joined];
        }
    }

    public sealed record Sequence(IReadOnlyList<PatternPart> Parts) : PatternPart;

    public sealed record Choice(IReadOnlyList<PatternPart> Options) : PatternPart;

    /// <summary>A part that is repeated.</summary>
    /// <param name="Part">The part.</param>
    /// <param name="Min">The smallest number of repetitions.</param>
    /// <param name="Max">The largest number of repetitions, or null if there is no limit.</param>
    public sealed record Repeat(PatternPart Part, int Min, int? Max) : PatternPart;

    /// <summary>The start or the end of the text.</summary>
    public sealed record Anchor(bool Start) : PatternPart;
}
