using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>
/// The rules of the live API for a JSON schema. The root must be an object. In a strict schema (guide "Structured outputs") objects must
/// forbid other properties and require all of their own.
/// </summary>
internal static class SchemaRule
{
    private const int StepsPerSchema = 5;

    private static readonly string[] Lists = ["anyOf", "allOf"];
    private static readonly string[] Maps = ["$defs", "definitions"];

    /// <summary>Returns what is wrong with a schema, or null if it is valid.</summary>
    /// <param name="owner">The owner of the schema as the live API names it, such as <c>function 'look'</c>.</param>
    /// <param name="schema">The schema. It is an object.</param>
    /// <param name="strict">Whether the schema is strict.</param>
    /// <param name="work">The work of the request.</param>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    public static SchemaFlaw? Broken(string owner, JsonElement schema, bool strict, WorkBudget work)
    {
        var type = schema.TryGetProperty("type", out var value) ? value : default;
        if (type.ValueKind != JsonValueKind.String || type.GetString() != "object")
        {
            // Parameters without fields count as no parameters.
            var none = schema.EnumerateObject().Any() is false && !strict;
            var found = type.ValueKind == JsonValueKind.String ? type.GetString() : "None";
            return none ? null : new($"Invalid schema for {owner}: schema must be a JSON Schema of 'type: \"object\"', got 'type: \"{found}\"'.");
        }

        return strict && Loose(schema, null, work) is { } place
            ? new($"Invalid schema for {owner}: In context={place}")
            : ArrayRule.WithoutItems(schema, work) is { } path
                ? new($"Invalid schema for {owner}: In context={Tuple([.. path.Select(step => $"'{step}'")])}, array schema missing items.")
                : null;
    }

    // Returns where the schema is looser than a strict one may be, and why.
    private static string? Loose(JsonElement schema, SchemaContext? context, WorkBudget work)
    {
        work.Count(StepsPerSchema);
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return LooseObject(schema, work) is { } flaw
            ? $"{Tuple(SchemaContext.Steps(context))}, {flaw}"
            : Inner(schema, context).Select(inner => Loose(inner.Schema, inner.Context, work)).FirstOrDefault(loose => loose is not null);
    }

    private static string? LooseObject(JsonElement schema, WorkBudget work)
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

        HashSet<string?> required = schema.TryGetProperty("required", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString())]
            : [];
        work.Count(properties.GetPropertyCount() + required.Count);
        var missing = properties.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !required.Contains(name));
        return missing is null
            ? null
            : $"'required' is required to be supplied and to be an array including every key in properties. Missing '{missing}'.";
    }

    private static IEnumerable<(JsonElement Schema, SchemaContext Context)> Inner(JsonElement schema, SchemaContext? context)
    {
        foreach (var map in Maps.Append("properties"))
        {
            if (schema.TryGetProperty(map, out var named) && named.ValueKind == JsonValueKind.Object)
            {
                foreach (var one in named.EnumerateObject())
                {
                    yield return (one.Value, new(one.Name, new(map, context)));
                }
            }
        }

        foreach (var list in Lists)
        {
            if (schema.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array)
            {
                foreach (var (index, one) in items.EnumerateArray().Index())
                {
                    yield return (one, new($"{index}", new(list, context)));
                }
            }
        }

        if (schema.TryGetProperty("items", out var item))
        {
            yield return (item, new("items", context));
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
