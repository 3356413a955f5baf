using System.Runtime.CompilerServices;
using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Checks whether a value fits a schema. Keywords that are not supported are ignored.</summary>
/// <param name="document">The schema in which references are looked up.</param>
/// <param name="limit">The limit on the work. At the limit the value counts as fitting.</param>
internal sealed class SchemaCheck(SchemaDocument document, StepLimit limit)
{
    private const int MaxSteps = 200_000;
    private const int StepsPerSchema = 5;
    private const int MaxDepth = 400;

    private readonly PatternCache _patterns = new(limit);
    private int _depth;

    /// <summary>The first mismatch with its place in the value, or null if the value fits.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="work">The work of the request, or null if nothing limits it.</param>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    public static string? Mismatch(JsonElement schema, JsonElement value, WorkBudget? work = null)
    {
        try
        {
            var limit = new StepLimit(work ?? new(), MaxSteps);
            var document = new SchemaDocument(schema, limit);
            return document.Problem ?? new SchemaCheck(document, limit).Mismatch(document.Root, value, JsonPointer.Value)?.ToString();
        }
        catch (InvalidOperationException)
        {
            return "the schema or the value holds a text that is no valid Unicode";
        }
    }

    /// <param name="node">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="place">The place of the value.</param>
    public SchemaMismatch? Mismatch(SchemaNode node, JsonElement value, JsonPointer place)
    {
        limit.Count(StepsPerSchema);
        if (limit.IsSpent)
        {
            return null;
        }

        if (_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return new(place, "the schema refers to itself without an end");
        }

        _depth++;
        var mismatch = TypeMismatch(node, value, place) ?? EnumMismatch(node, value, place)
            ?? ContentMismatch(node, value, place) ?? CombinationMismatch(node, value, place);
        _depth--;
        return mismatch;
    }

    private static SchemaMismatch? Wrong(JsonPointer place, string? problem) => problem is null ? null : new(place, problem);

    private static SchemaMismatch? TypeMismatch(SchemaNode node, JsonElement value, JsonPointer place) => node.Types is { } types && (types & TypeOf(value)) == 0
        ? new(place, $"is {value.ValueKind.ToString().ToLowerInvariant()}, which the schema does not allow") : null;

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

    private SchemaMismatch? EnumMismatch(SchemaNode node, JsonElement value, JsonPointer place) =>
        (node.Constant is { } constant && !IndexOf([constant]).Has(value))
        || (node.Values is { } values && !(node.ValueIndex ??= IndexOf(values)).Has(value))
            ? new(place, "is none of the values that the schema lists") : null;

    private ValueIndex IndexOf(IEnumerable<JsonElement> values)
    {
        var index = new ValueIndex(limit);
        foreach (var value in values)
        {
            index.Add(value);
        }

        return index;
    }

    private SchemaMismatch? ContentMismatch(SchemaNode node, JsonElement value, JsonPointer place) => value.ValueKind switch
    {
        JsonValueKind.Number => Wrong(place, ScalarCheck.Number(node, value)),
        JsonValueKind.String => Wrong(place, ScalarCheck.String(node, value.GetString()!, _patterns, limit)),
        JsonValueKind.Array => ArrayMismatch(node, value, place),
        JsonValueKind.Object => ObjectMismatch(node, value, place),
        _ => null,
    };

    private SchemaMismatch? ArrayMismatch(SchemaNode node, JsonElement value, JsonPointer place)
    {
        var count = value.GetArrayLength();
        if (count < node.MinItems || count > node.MaxItems)
        {
            return new(place, count < node.MinItems ? "has too few items" : "has too many items");
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var schema = index < node.Prefix?.Count ? node.Prefix[index] : node.Items;
            if (schema is not null && Mismatch(schema, item, place.Child(index)) is { } mismatch)
            {
                return mismatch;
            }

            index++;
        }

        return node.UniqueItems && !AreDistinct(value) ? new(place, "has an item twice") : null;
    }

    private bool AreDistinct(JsonElement array)
    {
        var items = new ValueIndex(limit);
        return array.EnumerateArray().All(items.Add) || limit.IsSpent;
    }

    private SchemaMismatch? ObjectMismatch(SchemaNode node, JsonElement value, JsonPointer place)
    {
        if (Missing(node, value) is { } missing)
        {
            return new(place, $"lacks '{JsonPointer.Shortened(missing)}'");
        }

        var count = 0;
        foreach (var property in value.EnumerateObject())
        {
            count++;
            limit.Count();
            var schema = node.Properties?.GetValueOrDefault(property.Name) ?? node.AdditionalProperties;
            var mismatch = NameMismatch(node, property.Name, place)
                ?? (schema is null ? null : Mismatch(schema, property.Value, place.Child(property.Name)));
            if (mismatch is not null)
            {
                return mismatch;
            }
        }

        return count < node.MinProperties ? new(place, "has too few properties")
            : count > node.MaxProperties ? new(place, "has too many properties") : null;
    }

    private string? Missing(SchemaNode node, JsonElement value)
    {
        if (node.Required is not { Count: > 0 } required)
        {
            return null;
        }

        limit.Count(required.Count + value.GetPropertyCount());
        HashSet<string> names = [.. value.EnumerateObject().Select(property => property.Name)];
        return required.FirstOrDefault(name => !names.Contains(name));
    }

    private SchemaMismatch? NameMismatch(SchemaNode node, string name, JsonPointer place) => node.PropertyNames is { } names
        ? Mismatch(names, JsonSerializer.SerializeToElement(name), place.Child(name)) : null;

    private SchemaMismatch? CombinationMismatch(SchemaNode node, JsonElement value, JsonPointer place) =>
        ReferenceMismatch(node, value, place)
        ?? node.AllOf?.Select(schema => Mismatch(schema, value, place)).FirstOrDefault(mismatch => mismatch is not null)
        ?? Wrong(place, node.AnyOf is { } any && !any.Any(schema => Mismatch(schema, value, place) is null) ? "fits no schema of anyOf" : null)
        ?? Wrong(place, node.OneOf is { } one && one.Count(schema => Mismatch(schema, value, place) is null) != 1
            ? "does not fit exactly one schema of oneOf" : null)
        ?? Wrong(place, node.Not is { } not && Mismatch(not, value, place) is null ? "fits what `not` excludes" : null);

    private SchemaMismatch? ReferenceMismatch(SchemaNode node, JsonElement value, JsonPointer place) => node.Reference is not { } reference ? null
        : document.Target(reference) is { } target ? Mismatch(target, value, place)
        : new(place, $"'{JsonPointer.Shortened(reference)}' refers to nothing in the schema");
}
