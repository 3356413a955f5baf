using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

// What was written is looked at again where a keyword excludes values, and made anew where it does not fit.
internal sealed partial class JsonFromSchema
{
    private string? Checked(JsonTypes type, Conjunction all, Spot spot)
    {
        var mark = _text.Length;
        string? first = null;
        for (var attempt = 0; attempt < Tries && !(IsSpent && attempt > 0); attempt++)
        {
            var problem = OfType(type, all, attempt < Tries / 2 ? spot : spot with { Bare = true }) ?? Excluded(all, mark, spot);
            if (problem is null)
            {
                return null;
            }

            _text.Length = mark;
            first ??= problem;
        }

        return first;
    }

    private string? Excluded(Conjunction all, int mark, Spot spot)
    {
        _steps += (_text.Length - mark) / 16;
        using var made = JsonDocument.Parse(Tail(mark));
        return Mismatch(all.Nodes.Where(node => node.OneOf is not null || node.Not is not null), made.RootElement, spot);
    }

    private string? Mismatch(IEnumerable<SchemaNode> nodes, JsonElement value, Spot spot)
    {
        var check = new SchemaCheck(_document, Math.Max(1, MostSteps - _steps));
        var mismatch = nodes.Select(node => check.Mismatch(node, value, spot.ToString())).FirstOrDefault(problem => problem is not null);
        _steps += check.Taken;
        return mismatch;
    }

    private string Tail(int mark) => _text.ToString(mark, _text.Length - mark);
}
