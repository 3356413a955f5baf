using System.Text;
using System.Text.Json;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.JsonSchema;

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
}
