using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

// What is chosen from: the branches of anyOf and oneOf, and listed values.
internal sealed partial class JsonFromSchema
{
    private string? Chosen(Conjunction all, IReadOnlyList<SchemaNode> group, Spot spot, Decision? decided)
    {
        if (++_choices > MostChoices)
        {
            _choices--;
            return $"{spot}: too many choices inside each other";
        }

        var mark = _text.Length;
        string? first = null;
        foreach (var branch in Ordered(group, spot.Ends || _values > FullValues))
        {
            if (Value([.. all.Nodes, branch], spot, new(group, decided)) is not { } problem)
            {
                _choices--;
                return null;
            }

            _text.Length = mark;
            first ??= problem;
            if (IsSpent)
            {
                break;
            }
        }

        _choices--;
        return first ?? $"{spot}: anyOf or oneOf has no schema";
    }

    // Drawn, but null last: who offers null offers it for what is not known. Where recursion ends, the shortest way first.
    private IEnumerable<SchemaNode> Ordered(IReadOnlyList<SchemaNode> group, bool ends)
    {
        var start = _random.NextBelow(Math.Max(1, group.Count));
        var drawn = Enumerable.Range(0, group.Count).Select(index => group[(start + index) % group.Count]);
        if (!ends)
        {
            return drawn.OrderBy(node => node.Types == JsonTypes.Null);
        }

        var heights = _heights ??= new Heights(_document);
        return drawn.OrderBy(heights.Of);
    }

    // The listed value also has to fit everything else that holds here, so each is asked, from a drawn one on; null last.
    private string? Listed(Conjunction all, Spot spot)
    {
        var values = all.Nodes.Select(node => node.Constant is { } constant ? [constant] : node.Values).OfType<IReadOnlyList<JsonElement>>().First();
        var start = _random.NextBelow(Math.Max(1, values.Count));
        var drawn = Enumerable.Range(0, values.Count).Select(index => values[(start + index) % values.Count]);
        foreach (var value in drawn.OrderBy(value => value.ValueKind == JsonValueKind.Null))
        {
            if (Mismatch(all.Nodes, value, spot) is null)
            {
                _values++;
                _text.Append(JsonTexts.Compact(value));
                return null;
            }
        }

        return $"{spot}: none of the listed values fits what else is asked";
    }
}
