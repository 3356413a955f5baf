using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Says whether a value is what a schema asks for. Keywords that are not understood are passed over.</summary>
/// <param name="document">The schema that references are looked up in.</param>
/// <param name="steps">How many comparisons are made at most; after that nothing is found wrong.</param>
internal sealed partial class SchemaCheck(SchemaDocument document, int steps = SchemaCheck.MostSteps)
{
    private const int MostSteps = 200_000;
    private const int Deepest = 400;

    private readonly Dictionary<string, Pattern?> _patterns = [];
    private int _depth;

    /// <summary>How many comparisons were made.</summary>
    public int Taken { get; private set; }

    /// <summary>What is wrong with a value, with the place in it; null when nothing is.</summary>
    public static string? Mismatch(JsonElement schema, JsonElement value)
    {
        try
        {
            var document = new SchemaDocument(schema);
            return document.Problem ?? new SchemaCheck(document).Mismatch(document.Root, value, "");
        }
        catch (InvalidOperationException)
        {
            return "the schema or the value holds a text that is no valid Unicode";
        }
    }

    /// <param name="node">What is asked for.</param>
    /// <param name="value">What is there.</param>
    /// <param name="place">Where it is, as a JSON pointer.</param>
    public string? Mismatch(SchemaNode node, JsonElement value, string place)
    {
        if (++Taken > steps)
        {
            return null;
        }

        if (_depth > Deepest || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return Wrong(place, "the schema refers to itself without an end");
        }

        _depth++;
        var mismatch = Type(node, value, place) ?? Listed(node, value, place) ?? Content(node, value, place) ?? Combined(node, value, place);
        _depth--;
        return mismatch;
    }

    private static string Wrong(string place, string problem) => $"{(place.Length == 0 ? "the value" : place)}: {problem}";

    private static string? Type(SchemaNode node, JsonElement value, string place) =>
        node.Types is { } types && (types & TypeOf(value)) == 0 ? Wrong(place, $"is {Name(value)}, which the schema does not allow") : null;

    private static string Name(JsonElement value) => value.ValueKind.ToString().ToLowerInvariant();

    private static bool IsWhole(JsonElement value) =>
        value.TryGetDecimal(out var number) ? decimal.IsInteger(number) : double.IsInteger(value.GetDouble());

    private static string? Listed(SchemaNode node, JsonElement value, string place) =>
        (node.Constant is { } constant && !JsonElement.DeepEquals(constant, value))
        || (node.Values is { } values && !values.Any(one => JsonElement.DeepEquals(one, value)))
            ? Wrong(place, "is none of the values that the schema lists") : null;

    private string? Combined(SchemaNode node, JsonElement value, string place) =>
        Referred(node, value, place)
        ?? node.AllOf?.Select(schema => Mismatch(schema, value, place)).FirstOrDefault(mismatch => mismatch is not null)
        ?? (node.AnyOf is { } any && !any.Any(schema => Mismatch(schema, value, place) is null) ? Wrong(place, "fits no schema of anyOf") : null)
        ?? (node.OneOf is { } one && one.Count(schema => Mismatch(schema, value, place) is null) != 1
            ? Wrong(place, "does not fit exactly one schema of oneOf") : null)
        ?? (node.Not is { } not && Mismatch(not, value, place) is null ? Wrong(place, "fits what `not` excludes") : null);

    private string? Referred(SchemaNode node, JsonElement value, string place) => node.Reference is not { } reference ? null
        : document.Target(reference) is { } target ? Mismatch(target, value, place)
        : Wrong(place, $"'{reference}' refers to nothing in the schema");
}
