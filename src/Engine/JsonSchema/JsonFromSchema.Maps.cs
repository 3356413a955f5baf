using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Objects: the properties in the schema's order, optional ones too where they can be made.</summary>
internal sealed partial class JsonFromSchema
{
    private string? Map(Conjunction all, Spot spot)
    {
        HashSet<string> required = [.. all.Nodes.SelectMany(node => node.Required ?? [])];
        var min = all.Nodes.Max(node => node.MinProperties) ?? 0;
        var max = all.Nodes.Min(node => node.MaxProperties) ?? int.MaxValue;
        if (Math.Max(min, required.Count) > max || min > MostSteps)
        {
            return $"{spot}: an object of at least {Math.Max(min, required.Count)} and at most {max} properties cannot be made";
        }

        HashSet<string> made = [];
        _text.Append('{');
        var problem = Named(all, required, max - required.Count, made, spot) ?? Unnamed(all, min, max, made, spot);
        _text.Append('}');
        return problem;
    }

    private string? Named(Conjunction all, HashSet<string> required, int optional, HashSet<string> made, Spot spot)
    {
        _steps += required.Count;
        var names = all.Nodes.SelectMany(node => node.Properties?.Keys ?? Enumerable.Empty<string>()).Concat(required).Distinct();
        foreach (var name in names.ToArray())
        {
            var isRequired = required.Contains(name);
            var nodes = all.Property(name);
            if (!isRequired && (optional == 0 || IsLeftOut(nodes, spot)))
            {
                continue;
            }

            var problem = Property(all, name, nodes, made, spot);
            if (problem is not null && (isRequired || IsSpent))
            {
                return problem;
            }

            optional -= problem is null && !isRequired ? 1 : 0;
        }

        return null;
    }

    private bool IsLeftOut(IReadOnlyList<SchemaNode> nodes, Spot spot) =>
        spot.Bare || _values > FullValues || (spot.Ends && nodes.Any(node => node.HoldsReference));

    /// <returns>Null when the property was written; else why not, and nothing of it is.</returns>
    private string? Property(Conjunction all, string name, IReadOnlyList<SchemaNode> nodes, HashSet<string> made, Spot spot)
    {
        var mark = _text.Length;
        _text.Append(made.Count > 0 ? "," : "").Append(JsonTexts.Text(name)).Append(':');
        var inside = spot.Inside(name);
        var problem = Forbidden(all, name, spot) ?? Value(nodes, inside);
        if (problem is null)
        {
            made.Add(name);
        }
        else
        {
            _text.Length = mark;
        }

        return problem;
    }

    private string? Forbidden(Conjunction all, string name, Spot spot)
    {
        SchemaNode[] rules = [.. all.Nodes.Select(node => node.PropertyNames).OfType<SchemaNode>()];
        return rules.Length == 0 ? null : Mismatch(rules, JsonSerializer.SerializeToElement(name), spot.Inside(name));
    }

    // A schema that only says what further properties are like is a dictionary; it gets some.
    private string? Unnamed(Conjunction all, int min, int max, HashSet<string> made, Spot spot)
    {
        var isDictionary = made.Count == 0 && !spot.Bare && !spot.Ends && _values <= FullValues
            && all.Nodes.Any(node => node.AdditionalProperties is { Types: not JsonTypes.None });
        var count = Math.Max(min, isDictionary ? Math.Min(max, 1 + _random.NextBelow(2)) : 0);
        for (var misses = 0; made.Count < count;)
        {
            var problem = NewName(all, spot) is { } name && !made.Contains(name)
                ? Property(all, name, all.Property(name), made, spot)
                : $"{spot}: not enough names for properties were found";
            misses = problem is null ? 0 : misses + 1;
            if (misses > TriesForAnother || IsSpent)
            {
                return made.Count < min ? problem : null;
            }
        }

        return null;
    }

    private string? NewName(Conjunction all, Spot spot)
    {
        SchemaNode[] rules = [.. all.Nodes.Select(node => node.PropertyNames).OfType<SchemaNode>()];
        if (rules.Length == 0)
        {
            return Word(ref _random) + (_random.NextBelow(2) == 0 ? "" : "_" + Word(ref _random));
        }

        var mark = _text.Length;
        var name = Value(rules, spot.Inside("key")) is null ? Read(Tail(mark)) : null;
        _text.Length = mark;
        return name;
    }

    private static string? Read(string json)
    {
        using var value = JsonDocument.Parse(json);
        return value.RootElement.ValueKind == JsonValueKind.String ? value.RootElement.GetString() : null;
    }
}
