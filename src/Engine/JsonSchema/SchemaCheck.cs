using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Checks whether a value fits a schema. Keywords that are not supported are ignored.</summary>
/// <param name="document">The schema in which references are looked up.</param>
/// <param name="maxSteps">The limit on the work. At the limit the value counts as fitting.</param>
internal sealed class SchemaCheck(SchemaDocument document, int maxSteps = SchemaCheck.DefaultMaxSteps)
{
    private const int DefaultMaxSteps = 200_000;
    private const int MaxDepth = 400;

    private readonly PatternCache _patterns = new();
    private int _depth;

    /// <summary>The number of comparisons so far.</summary>
    public int Steps { get; private set; }

    /// <summary>The first mismatch with its place in the value, or null if the value fits.</summary>
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

    /// <param name="node">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="place">The place of the value as a JSON pointer.</param>
    public string? Mismatch(SchemaNode node, JsonElement value, string place)
    {
        if (++Steps > maxSteps)
        {
            return null;
        }

        if (_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return Wrong(place, "the schema refers to itself without an end");
        }

        _depth++;
        var mismatch = TypeMismatch(node, value, place) ?? EnumMismatch(node, value, place)
            ?? ContentMismatch(node, value, place) ?? CombinationMismatch(node, value, place);
        _depth--;
        return mismatch;
    }

    private static string Wrong(string place, string problem) => $"{(place.Length == 0 ? "the value" : place)}: {problem}";

    private static string? TypeMismatch(SchemaNode node, JsonElement value, string place) => node.Types is { } types && (types & TypeOf(value)) == 0
        ? Wrong(place, $"is {value.ValueKind.ToString().ToLowerInvariant()}, which the schema does not allow") : null;

    private static JsonTypes TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonTypes.Null,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Number => IsInteger(value) ? JsonTypes.Integer : JsonTypes.Fraction,
        JsonValueKind.String => JsonTypes.String,
        JsonValueKind.Array => JsonTypes.Array,
        _ => JsonTypes.Object,
    };

    private static bool IsInteger(JsonElement value) =>
        value.TryGetDecimal(out var number) ? decimal.IsInteger(number) : double.IsInteger(value.GetDouble());

    private static string? EnumMismatch(SchemaNode node, JsonElement value, string place) =>
        (node.Constant is { } constant && !JsonElement.DeepEquals(constant, value))
        || (node.Values is { } values && !values.Any(one => JsonElement.DeepEquals(one, value)))
            ? Wrong(place, "is none of the values that the schema lists") : null;

    private string? ContentMismatch(SchemaNode node, JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.Number => ScalarCheck.Number(node, value) is { } problem ? Wrong(place, problem) : null,
        JsonValueKind.String => ScalarCheck.String(node, value.GetString()!, _patterns) is { } problem ? Wrong(place, problem) : null,
        JsonValueKind.Array => ArrayMismatch(node, value, place),
        JsonValueKind.Object => ObjectMismatch(node, value, place),
        _ => null,
    };

    private string? ArrayMismatch(SchemaNode node, JsonElement value, string place)
    {
        var count = value.GetArrayLength();
        if (count < node.MinItems || count > node.MaxItems)
        {
            return Wrong(place, count < node.MinItems ? "has too few items" : "has too many items");
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var schema = index < node.Prefix?.Count ? node.Prefix[index] : node.Items;
            if (schema is not null && Mismatch(schema, item, FormattableString.Invariant($"{place}/{index}")) is { } mismatch)
            {
                return mismatch;
            }

            index++;
        }

        return node.UniqueItems && !AreDistinct(value) ? Wrong(place, "has an item twice") : null;
    }

    private bool AreDistinct(JsonElement array)
    {
        JsonElement[] items = [.. array.EnumerateArray()];
        for (var index = 1; index < items.Length && Steps <= maxSteps; index++)
        {
            Steps += index;
            if (items.Take(index).Any(other => JsonElement.DeepEquals(other, items[index])))
            {
                return false;
            }
        }

        return true;
    }

    private string? ObjectMismatch(SchemaNode node, JsonElement value, string place)
    {
        if (node.Required?.FirstOrDefault(name => !value.TryGetProperty(name, out _)) is { } missing)
        {
            return Wrong(place, $"lacks '{missing}'");
        }

        var count = 0;
        foreach (var property in value.EnumerateObject())
        {
            count++;
            var schema = node.Properties?.GetValueOrDefault(property.Name) ?? node.AdditionalProperties;
            var mismatch = NameMismatch(node, property.Name, place)
                ?? (schema is null ? null : Mismatch(schema, property.Value, $"{place}/{property.Name}"));
            if (mismatch is not null)
            {
                return mismatch;
            }
        }

        return count < node.MinProperties ? Wrong(place, "has too few properties")
            : count > node.MaxProperties ? Wrong(place, "has too many properties") : null;
    }

    private string? NameMismatch(SchemaNode node, string name, string place) => node.PropertyNames is { } names
        ? Mismatch(names, JsonSerializer.SerializeToElement(name), $"{place}/{name}") : null;

    private string? CombinationMismatch(SchemaNode node, JsonElement value, string place) =>
        ReferenceMismatch(node, value, place)
        ?? node.AllOf?.Select(schema => Mismatch(schema, value, place)).FirstOrDefault(mismatch => mismatch is not null)
        ?? (node.AnyOf is { } any && !any.Any(schema => Mismatch(schema, value, place) is null) ? Wrong(place, "fits no schema of anyOf") : null)
        ?? (node.OneOf is { } one && one.Count(schema => Mismatch(schema, value, place) is null) != 1
            ? Wrong(place, "does not fit exactly one schema of oneOf") : null)
        ?? (node.Not is { } not && Mismatch(not, value, place) is null ? Wrong(place, "fits what `not` excludes") : null);

    private string? ReferenceMismatch(SchemaNode node, JsonElement value, string place) => node.Reference is not { } reference ? null
        : document.Target(reference) is { } target ? Mismatch(target, value, place)
        : Wrong(place, $"'{reference}' refers to nothing in the schema");
}
