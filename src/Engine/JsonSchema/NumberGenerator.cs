namespace MockLlm.Engine.JsonSchema;

/// <summary>Writes numbers: small and round ones within the bounds.</summary>
internal static class NumberGenerator
{
    private const decimal MaxBound = 1e18m;
    private const decimal MinStep = 1e-9m;
    private const int MaxMultiples = 2_000;

    public static string? Write(GenerationContext context, SchemaSet schemas, bool mustBeInteger, JsonPath path)
    {
        var bounds = NumberBounds.Of(schemas.Nodes);
        if (bounds.Low > MaxBound || bounds.High < -MaxBound || bounds.Steps.Any(step => step is > MaxBound or < MinStep))
        {
            return $"{path}: bounds beyond {MaxBound:0} or multiples finer than {MinStep} are not supported";
        }

        var hint = NumberHint.Of(path.Name);
        decimal[] steps = mustBeInteger ? [.. bounds.Steps, 1m] : bounds.Steps.Count > 0 ? [.. bounds.Steps] : [hint.Step];
        var canBeFiner = !mustBeInteger && bounds.Steps.Count == 0;
        var number = Multiple(context, bounds, steps, hint);
        while (number is null && canBeFiner && steps[0] > MinStep)
        {
            steps[0] /= 10;
            number = Multiple(context, bounds, steps, hint);
        }

        if (number is not { } found)
        {
            return $"{path}: no number is within the bounds";
        }

        context.Text.Append(CompactJson.Number(found));
        return null;
    }

    // Starts at a random multiple of the largest step and goes on until a number is a multiple of all steps.
    private static decimal? Multiple(GenerationContext context, NumberBounds bounds, decimal[] steps, NumberHint hint)
    {
        var (low, high) = bounds.Near(hint);
        var step = steps.Max();
        var (first, last) = (decimal.Ceiling(low / step), decimal.Floor(high / step));
        if (bounds.IsAtOpenLow(first * step))
        {
            first++;
        }

        if (bounds.IsAtOpenHigh(last * step))
        {
            last--;
        }

        if (first > last)
        {
            return null;
        }

        var count = (int)Math.Min(last - first + 1, MaxMultiples);
        var start = context.Below(count);
        for (var index = 0; index < count && !context.IsSpent; index++)
        {
            context.CountSteps(steps.Length);
            var number = (first + ((start + index) % count)) * step;
            if (steps.All(one => number % one == 0))
            {
                return number;
            }
        }

        return null;
    }
}
