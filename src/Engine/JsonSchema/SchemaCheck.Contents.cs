using System.Globalization;
using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

// What a schema asks of a value of its kind: of numbers, texts, lists and maps.
internal sealed partial class SchemaCheck
{
    private static JsonTypes TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonTypes.Null,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Number => IsWhole(value) ? JsonTypes.Whole : JsonTypes.Fraction,
        JsonValueKind.String => JsonTypes.Text,
        JsonValueKind.Array => JsonTypes.List,
        _ => JsonTypes.Map,
    };

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
}
