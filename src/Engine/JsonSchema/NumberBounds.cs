namespace MockLlm.Engine.JsonSchema;

/// <summary>The bounds of a number and the steps it has to keep.</summary>
/// <param name="Low">The lower bound, or null if there is none.</param>
/// <param name="High">The upper bound, or null if there is none.</param>
/// <param name="IsLowOpen">Whether the lower bound itself is excluded.</param>
/// <param name="IsHighOpen">Whether the upper bound itself is excluded.</param>
/// <param name="Steps">The number has to be a multiple of each.</param>
internal sealed record NumberBounds(decimal? Low, decimal? High, bool IsLowOpen, bool IsHighOpen, IReadOnlyList<decimal> Steps)
{
    public static NumberBounds Of(IReadOnlyList<SchemaNode> nodes)
    {
        var (least, above) = (nodes.Max(node => node.Minimum), nodes.Max(node => node.ExclusiveMinimum));
        var (most, below) = (nodes.Min(node => node.Maximum), nodes.Min(node => node.ExclusiveMaximum));
        var (lowOpen, highOpen) = (above is not null && !(least > above), below is not null && !(most < below));
        var steps = nodes.Select(node => node.MultipleOf).OfType<decimal>().Distinct().ToArray();
        return new(lowOpen ? above : least, highOpen ? below : most, lowOpen, highOpen, steps);
    }

    /// <summary>Whether a number is the excluded lower bound or below it.</summary>
    public bool IsAtOpenLow(decimal number) => IsLowOpen && number <= Low;

    /// <summary>Whether a number is the excluded upper bound or above it.</summary>
    public bool IsAtOpenHigh(decimal number) => IsHighOpen && number >= High;

    /// <summary>
    /// The part of the range from which numbers are chosen. It is the range of the hint if that is within the bounds. Otherwise it starts
    /// at the bound that is nearer to 0, or lies around 0 if the bounds allow it.
    /// </summary>
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
