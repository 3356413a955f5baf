using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MockLlm.Engine.Generation;

/// <summary>Says whether a value is what a schema asks for. Keywords that are not understood are passed over.</summary>
/// <param name="document">The schema that references are looked up in.</param>
/// <param name="steps">How many comparisons are made at most; after that nothing is found wrong.</param>
internal sealed class SchemaCheck(SchemaDocument document, int steps = SchemaCheck.MostSteps)
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

    private static JsonTypes TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonTypes.Null,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Number => IsWhole(value) ? JsonTypes.Whole : JsonTypes.Fraction,
        JsonValueKind.String => JsonTypes.Text,
        JsonValueKind.Array => JsonTypes.List,
        _ => JsonTypes.Map,
    };

    private static bool IsWhole(JsonElement value) =>
        value.TryGetDecimal(out var number) ? decimal.IsInteger(number) : double.IsInteger(value.GetDouble());

    private static string? Listed(SchemaNode node, JsonElement value, string place) =>
        (node.Constant is { } constant && !JsonElement.DeepEquals(constant, value))
        || (node.Values is { } values && !values.Any(one => JsonElement.DeepEquals(one, value)))
            ? Wrong(place, "is none of the values that the schema lists") : null;

    private string? Content(SchemaNode node, JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.Number => Number(node, value, place),
        JsonValueKind.String => Text(node, value.GetString()!, place),
        JsonValueKind.Array => List(node, value, place),
        JsonValueKind.Object => Map(node, value, place),
        _ => null,
    };

    private static string? Number(SchemaNode node, JsonElement value, string place)
    {
        if (!value.TryGetDecimal(out var number))
        {
            number = value.GetDouble() > 0 ? decimal.MaxValue : decimal.MinValue;
        }

        return number < node.Minimum || number <= node.ExclusiveMinimum ? Wrong(place, "is below the minimum")
            : number > node.Maximum || number >= node.ExclusiveMaximum ? Wrong(place, "is above the maximum")
            : node.MultipleOf is { } step && number % step != 0
                ? Wrong(place, string.Create(CultureInfo.InvariantCulture, $"is no multiple of {step}")) : null;
    }

    private string? Text(SchemaNode node, string text, string place)
    {
        var length = node.MinLength is null && node.MaxLength is null ? 0 : text.EnumerateRunes().Count();
        return length < node.MinLength ? Wrong(place, "is too short")
            : length > node.MaxLength ? Wrong(place, "is too long")
            : node.Pattern is { } pattern && !IsFound(pattern, text) ? Wrong(place, "does not match the pattern")
            : node.Format is { } format && !FormatText.Fits(format, text) ? Wrong(place, $"is no {format}") : null;
    }

    private bool IsFound(string pattern, string text)
    {
        if (!_patterns.TryGetValue(pattern, out var read))
        {
            _patterns[pattern] = read = PatternReader.Read(pattern);
        }

        return read?.IsFoundIn(text) ?? true;
    }

    private string? List(SchemaNode node, JsonElement value, string place)
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

    private bool AreDistinct(JsonElement list)
    {
        JsonElement[] items = [.. list.EnumerateArray()];
        for (var one = 1; one < items.Length && Taken <= steps; one++)
        {
            Taken += one;
            if (items.Take(one).Any(other => JsonElement.DeepEquals(other, items[one])))
            {
                return false;
            }
        }

        return true;
    }

    private string? Map(SchemaNode node, JsonElement value, string place)
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
            var mismatch = Named(node, property.Name, place)
                ?? (schema is null ? null : Mismatch(schema, property.Value, $"{place}/{property.Name}"));
            if (mismatch is not null)
            {
                return mismatch;
            }
        }

        return count < node.MinProperties ? Wrong(place, "has too few properties")
            : count > node.MaxProperties ? Wrong(place, "has too many properties") : null;
    }

    private string? Named(SchemaNode node, string name, string place) => node.PropertyNames is { } names
        ? Mismatch(names, JsonSerializer.SerializeToElement(name), $"{place}/{name}") : null;

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
