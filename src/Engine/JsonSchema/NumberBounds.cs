namespace MockLlm.Engine.JsonSchema;

/// <summary>What holds for a number.</summary>
/// <param name="Low">The least; with <paramref name="LowOpen"/> everything above it.</param>
/// <param name="High">The greatest; with <paramref name="HighOpen"/> everything below it.</param>
/// <param name="LowOpen">Whether the least itself is excluded.</param>
/// <param name="HighOpen">Whether the greatest itself is excluded.</param>
/// <param name="Steps">What it is a multiple of.</param>
internal sealed record NumberBounds(decimal? Low, decimal? High, bool LowOpen, bool HighOpen, IReadOnlyList<decimal> Steps)
{
    public static NumberBounds Of(IReadOnlyList<SchemaNode> nodes)
    {
        var (least, above) = (nodes.Max(node => node.Minimum), nodes.Max(node => node.ExclusiveMinimum));
        var (most, below) = (nodes.Min(node => node.Maximum), nodes.Min(node => node.ExclusiveMaximum));
        var (lowOpen, highOpen) = (above is not null && !(least > above), below is not null && !(most < below));
        var steps = nodes.Select(node => node.MultipleOf).OfType<decimal>().Distinct().ToArray();
        return new(lowOpen ? above : least, highOpen ? below : most, lowOpen, highOpen, steps);
    }

    /// <summary>Whether a number is the excluded least.</summary>
    public bool IsAbove(decimal number) => LowOpen && number <= Low;

    /// <summary>Whether a number is the excluded greatest.</summary>
    public bool IsBelow(decimal number) => HighOpen && number >= High;

    /// <summary>The part of the range that is drawn from: near what the name hints at, else near the bound that is nearer to 0.</summary>
    public (decimal Low, decimal High) Near(NumberHint hint)
    {
        var (low, high) = (Clamp(Low) ?? decimal.MinValue, Clamp(High) ?? decimal.MaxValue);
        if (hint.Low >= low && hint.High <= high)
        {
            return (hint.Low, hint.High);
        }

        var span = Math.Max(hint.High - hint.Low, 10 * Steps.Append(0).Max());
        return low > 0 || (Low is not null && high >= 0 && low >= 0) ? (low, Math.Min(high, low + span))
            : high < 0 ? (Math.Max(low, high - span), high)
            : (Math.Max(low, -span), Math.Min(high, span));
    }

    private static decimal? Clamp(decimal? bound) => bound is { } number ? Math.Clamp(number, -1e18m, 1e18m) : null;
}
