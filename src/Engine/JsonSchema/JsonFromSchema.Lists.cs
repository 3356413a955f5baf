namespace MockLlm.Engine.JsonSchema;

/// <summary>Lists: a few items, or as many as are asked for.</summary>
internal sealed partial class JsonFromSchema
{
    private const int UsualItems = 3;
    private const int TriesForAnother = 40;

    private string? List(Conjunction all, Spot spot)
    {
        var min = all.Nodes.Max(node => node.MinItems) ?? 0;
        var max = all.Nodes.Min(node => node.MaxItems) ?? int.MaxValue;
        if (min > max || min > MostSteps)
        {
            return $"{spot}: a list of at least {min} and at most {max} items cannot be made";
        }

        var count = spot.Bare || spot.Ends || _values > FullValues ? min : Usual(all, min, max);
        var seen = all.Nodes.Any(node => node.UniqueItems) ? new HashSet<string>() : null;
        _text.Append('[');
        for (var index = 0; index < count; index++)
        {
            var mark = _text.Length;
            if (Item(all, index, seen, spot) is { } problem)
            {
                _text.Length = mark;
                if (index < min)
                {
                    return problem;
                }

                break;
            }
        }

        _text.Append(']');
        return null;
    }

    private int Usual(Conjunction all, int min, int max)
    {
        var prefix = all.Nodes.Max(node => node.Prefix?.Count) ?? 0;
        return Math.Clamp(prefix > 0 ? prefix : 1 + _random.NextBelow(UsualItems), min, max);
    }

    private string? Item(Conjunction all, int index, HashSet<string>? seen, Spot spot)
    {
        if (index > 0)
        {
            _text.Append(',');
        }

        var mark = _text.Length;
        var nodes = all.Item(index);
        var inside = spot.Inside(spot.Name);
        for (var attempt = 0; attempt < TriesForAnother + index; attempt++)
        {
            var problem = Value(nodes, inside);
            if (problem is not null || seen is null || seen.Add(Tail(mark)))
            {
                return problem;
            }

            _text.Length = mark;
        }

        return $"{spot}: not enough different items were found";
    }
}
