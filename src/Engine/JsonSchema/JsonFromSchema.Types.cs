namespace MockLlm.Engine.JsonSchema;

/// <summary>Which type a value gets, and the types without parts.</summary>
internal sealed partial class JsonFromSchema
{
    // What is tried, in this order, where a schema leaves the type open.
    private static readonly JsonTypes[] Order =
        [JsonTypes.Text, JsonTypes.Number, JsonTypes.Boolean, JsonTypes.Map, JsonTypes.List, JsonTypes.Null];

    private string? Typed(Conjunction all, Spot spot)
    {
        var types = all.Types;
        var mark = _text.Length;
        string? first = null;
        foreach (var type in InOrder(types, all))
        {
            var problem = all.NeedsCheck ? Checked(type & types, all, spot) : OfType(type & types, all, spot);
            if (problem is null)
            {
                _values++;
                return null;
            }

            _text.Length = mark;
            first ??= problem;
        }

        return first ?? $"{spot}: the schema allows no type of value";
    }

    private IEnumerable<JsonTypes> InOrder(JsonTypes types, Conjunction all)
    {
        var allowed = Order.Where(type => (type & types) != 0).ToArray();
        if (allowed.Length < 2)
        {
            return allowed;
        }

        var meant = Meant(all);
        var start = all.Nodes.Any(node => node.Types is not null) ? _random.NextBelow(allowed.Length) : 0;
        return allowed.Select((type, index) => (Type: type, Rank: (index - start + allowed.Length) % allowed.Length))
            .OrderBy(one => one.Type == JsonTypes.Null).ThenBy(one => (one.Type & meant) == 0).ThenBy(one => one.Rank).Select(one => one.Type);
    }

    // The types that the keywords speak of: without `type`, an author who lists properties means an object.
    private static JsonTypes Meant(Conjunction all) => all.Nodes.Aggregate(JsonTypes.None, (meant, node) => meant
        | (node.Properties is null && node.Required is null && node.AdditionalProperties is null && node.MinProperties is null ? 0 : JsonTypes.Map)
        | (node.Items is null && node.Prefix is null && node.MinItems is null && !node.UniqueItems ? 0 : JsonTypes.List)
        | (node.Pattern is null && node.Format is null && node.MinLength is null && node.MaxLength is null ? 0 : JsonTypes.Text)
        | (node.Minimum is null && node.Maximum is null && node.ExclusiveMinimum is null && node.ExclusiveMaximum is null
            && node.MultipleOf is null ? 0 : JsonTypes.Number));

    private string? OfType(JsonTypes type, Conjunction all, Spot spot)
    {
        switch (type)
        {
            case JsonTypes.Null:
                _text.Append("null");
                return null;
            case JsonTypes.Boolean:
                _text.Append(_random.NextBelow(2) == 0 ? "true" : "false");
                return null;
            case JsonTypes.Text: return Text(all, spot);
            case JsonTypes.List: return List(all, spot);
            case JsonTypes.Map: return Map(all, spot);
            default: return Number(all, whole: type == JsonTypes.Whole, spot);
        }
    }
}
