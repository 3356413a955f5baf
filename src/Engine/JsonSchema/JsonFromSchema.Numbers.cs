namespace MockLlm.Engine.JsonSchema;

/// <summary>Numbers: small and round, within the bounds.</summary>
internal sealed partial class JsonFromSchema
{
    private const decimal Furthest = 1e18m;
    private const decimal Finest = 1e-9m;
    private const int MostMultiples = 2_000;

    private string? Number(Conjunction all, bool whole, Spot spot)
    {
        var bounds = NumberBounds.Of(all.Nodes);
        if (bounds.Low > Furthest || bounds.High < -Furthest || bounds.Steps.Any(step => step is > Furthest or < Finest))
        {
            return $"{spot}: bounds beyond {Furthest:0} or multiples finer than {Finest} are not supported";
        }

        var hint = NumberHint.Of(spot.Name);
        decimal[] steps = whole ? [.. bounds.Steps, 1m] : bounds.Steps.Count > 0 ? [.. bounds.Steps] : [hint.Step];
        var free = !whole && bounds.Steps.Count == 0;
        var number = Multiple(bounds, steps, hint);
        while (number is null && free && steps[0] > Finest)
        {
            steps[0] /= 10;
            number = Multiple(bounds, steps, hint);
        }

        if (number is not { } found)
        {
            return $"{spot}: no number is within the bounds";
        }

        _text.Append(JsonTexts.Number(found));
        return null;
    }

    // RandomSource among the multiples of the coarsest step, then goes on to the next ones until one is a multiple of all.
    private decimal? Multiple(NumberBounds bounds, decimal[] steps, NumberHint hint)
    {
        var (low, high) = bounds.Near(hint);
        var step = steps.Max();
        var (first, last) = (decimal.Ceiling(low / step), decimal.Floor(high / step));
        if (bounds.IsAbove(first * step))
        {
            first++;
        }

        if (bounds.IsBelow(last * step))
        {
            last--;
        }

        if (first > last)
        {
            return null;
        }

        var count = (int)Math.Min(last - first + 1, MostMultiples);
        var start = _random.NextBelow(count);
        for (var index = 0; index < count; index++)
        {
            var number = (first + ((start + index) % count)) * step;
            if (steps.All(one => number % one == 0))
            {
                return number;
            }
        }

        return null;
    }
}
