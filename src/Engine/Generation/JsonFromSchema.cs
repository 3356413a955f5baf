using System.Text;
using System.Text.Json;
using MockLlm.Engine.Chance;

namespace MockLlm.Engine.Generation;

/// <summary>
/// Makes a JSON value that a schema allows. Bounded in depth, size and work, so that any schema ends: with a value, or with the reason
/// why there is none. Values are written to one text, and what turns out not to fit is cut off again.
/// </summary>
internal sealed partial class JsonFromSchema
{
    private const int Deepest = 60;
    private const int MostChoices = 200;
    private const int MostSteps = 50_000;
    private const int MostCharacters = 1 << 20;
    private const int FullValues = 5_000;
    private const int Tries = 8;

    private readonly SchemaDocument _document;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, Pattern?> _patterns = [];
    private RandomSequence _random;
    private Heights? _heights;
    private int _steps;
    private int _values;
    private int _choices;

    private JsonFromSchema(SchemaDocument document, RandomSequence random) => (_document, _random) = (document, random);

    /// <param name="schema">Any JSON; what is no schema is a problem.</param>
    /// <param name="random">What is drawn from: the same schema and the same sequence give the same text.</param>
    public static GeneratedJson Of(JsonElement schema, RandomSequence random)
    {
        try
        {
            var document = new SchemaDocument(schema);
            var made = new JsonFromSchema(document, random);
            var problem = document.Problem ?? made.Value([document.Root], new("", 0, new(document.Root, 0, null), Bare: false, null));
            return problem is null ? new(made._text.ToString(), null) : new(null, problem);
        }
        catch (InvalidOperationException)
        {
            return new(null, "the schema holds a text that is no valid Unicode");
        }
    }

    private bool IsSpent => _steps > MostSteps || _text.Length > MostCharacters;

    /// <returns>Null when a value was written, else why not.</returns>
    private string? Value(IReadOnlyList<SchemaNode> nodes, Spot spot, Decision? decided = null)
    {
        _steps += 1 + nodes.Count;
        if (IsSpent)
        {
            return $"the schema asks for more than {MostCharacters} characters or {MostSteps} steps";
        }

        if (spot.Depth > Deepest)
        {
            return $"the value would be nested deeper than {Deepest}; a schema that always contains itself has no end";
        }

        var (all, problem) = Conjunction.Of(_document, nodes, spot.References);
        if (all is null)
        {
            return problem;
        }

        var here = spot with { References = all.References };
        _steps += all.Nodes.Count;
        return all.Nodes.Any(node => node.Constant is not null || node.Values is not null) ? Listed(all, here)
            : Decision.Open(all, decided) is { } group ? Chosen(all, group, here, decided)
            : Typed(all, here);
    }

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
