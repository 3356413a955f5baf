using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>
/// The rules of the live API for a JSON schema. The root must be an object. In a strict schema (guide "Structured outputs") objects must
/// forbid other properties and require all of their own.
/// </summary>
internal static class SchemaRule
{
    private static readonly string[] Lists = ["anyOf", "allOf"];
    private static readonly string[] Maps = ["$defs", "definitions"];

    /// <summary>Returns what is wrong with a schema, or null if it is valid.</summary>
    /// <param name="owner">The owner of the schema as the live API names it, such as <c>function 'look'</c>.</param>
    /// <param name="schema">The schema. It is an object.</param>
    /// <param name="strict">Whether the schema is strict.</param>
    public static SchemaFlaw? Broken(string owner, JsonElement schema, bool strict)
    {
        var type = schema.TryGetProperty("type", out var value) ? value : default;
        if (type.ValueKind != JsonValueKind.String || type.GetString() != "object")
        {
            // Parameters without fields count as no parameters.
            var none = schema.EnumerateObject().Any() is false && !strict;
            var found = type.ValueKind == JsonValueKind.String ? type.GetString() : "None";
            return none ? null : new($"Invalid schema for {owner}: schema must be a JSON Schema of 'type: \"object\"', got 'type: \"{found}\"'.");
        }

        return strict && Loose(schema, []) is { } place
            ? new($"Invalid schema for {owner}: In context={place}")
            : ArrayRule.WithoutItems(schema) is { } path
                ? new($"Invalid schema for {owner}: In context={Tuple([.. path.Select(step => $"'{step}'")])}, array schema missing items.")
                : null;
    }

    // Returns where the schema is looser than a strict one may be, and why.
    private static string? Loose(JsonElement schema, string[] context)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return LooseObject(schema) is { } flaw
            ? $"{Tuple(context)}, {flaw}"
            : Inner(schema, context).Select(inner => Loose(inner.Schema, inner.Context)).FirstOrDefault(loose => loose is not null);
    }

    private static string? LooseObject(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type) || !Is(type, "object"))
        {
            return null;
        }

        if (!schema.TryGetProperty("additionalProperties", out var more) || more.ValueKind != JsonValueKind.False)
        {
            return "'additionalProperties' is required to be supplied and to be false.";
        }

        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var required = schema.TryGetProperty("required", out var list) && list.ValueKind == JsonValueKind.Array ? list : default;
        var missing = properties.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !Holds(required, name));
        return missing is null
            ? null
            : $"'required' is required to be supplied and to be an array including every key in properties. Missing '{missing}'.";
    }

    private static IEnumerable<(JsonElement Schema, string[] Context)> Inner(JsonElement schema, string[] context)
    {
        foreach (var map in Maps.Append("properties"))
        {
            if (schema.TryGetProperty(map, out var named) && named.ValueKind == JsonValueKind.Object)
            {
                foreach (var one in named.EnumerateObject())
                {
                    yield return (one.Value, [.. context, $"'{map}'", $"'{one.Name}'"]);
                }
            }
        }

        foreach (var list in Lists)
        {
            if (schema.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array)
            {
                foreach (var (index, one) in items.EnumerateArray().Index())
                {
                    yield return (one, [.. context, $"'{list}'", $"'{index}'"]);
                }
            }
        }

        if (schema.TryGetProperty("items", out var item))
        {
            yield return (item, [.. context, "'items'"]);
        }
    }

    private static bool Is(JsonElement type, string name) => type.ValueKind == JsonValueKind.String ? type.ValueEquals(name) : Holds(type, name);

    private static bool Holds(JsonElement array, string text) => array.ValueKind == JsonValueKind.Array
        && array.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(text));

    // Writes the path like a tuple in Python.
    private static string Tuple(string[] items) => items.Length == 1 ? $"({items[0]},)" : $"({string.Join(", ", items)})";
}

/// <summary>A mistake in a schema.</summary>
/// <param name="Message">The mistake in the words of the live API.</param>
internal readonly record struct SchemaFlaw(string Message)
{
    public Problem At(string param, string? code) => Problem.Of(ErrorKind.InvalidRequest, Message) with { Param = param, Code = code };
}
