using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>The live API refuses a schema with an array that does not say what its items are, strict or not.</summary>
internal static class ArrayRule
{
    /// <summary>Returns the path to the first array without <c>items</c>, or null if there is none. Each part of a schema is read once.</summary>
    public static IReadOnlyList<string>? WithoutItems(JsonElement schema, WorkBudget work)
    {
        var path = Find(schema, work);
        path?.Reverse();
        return path;
    }

    // The path is built on the way back, the last step first.
    private static List<string>? Find(JsonElement schema, WorkBudget work)
    {
        work.Count();
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonElement type = default;
        var hasItems = false;
        foreach (var field in schema.EnumerateObject())
        {
            if (field.NameEquals("type"u8))
            {
                type = field.Value;
            }
            else if (field.NameEquals("items"u8))
            {
                hasItems = true;
            }

            if (FindIn(field, work) is { } path)
            {
                return path;
            }
        }

        return hasItems ? null : ArrayIn(type);
    }

    private static List<string>? FindIn(JsonProperty field, WorkBudget work)
    {
        List<string>? path = null;
        if (field.NameEquals("properties"u8) || field.NameEquals("$defs"u8) || field.NameEquals("definitions"u8))
        {
            path = FindInMap(field.Value, work);
        }
        else if (field.NameEquals("anyOf"u8) || field.NameEquals("oneOf"u8) || field.NameEquals("allOf"u8))
        {
            path = FindInList(field.Value, work);
        }
        else if (field.NameEquals("items"u8) || field.NameEquals("additionalProperties"u8))
        {
            path = Find(field.Value, work);
        }

        path?.Add(field.Name);
        return path;
    }

    private static List<string>? FindInMap(JsonElement schemas, WorkBudget work)
    {
        foreach (var field in schemas.ValueKind == JsonValueKind.Object ? schemas.EnumerateObject() : default)
        {
            if (Find(field.Value, work) is { } path)
            {
                path.Add(field.Name);
                return path;
            }
        }

        return null;
    }

    private static List<string>? FindInList(JsonElement schemas, WorkBudget work)
    {
        foreach (var (index, schema) in schemas.ValueKind == JsonValueKind.Array ? schemas.EnumerateArray().Index() : [])
        {
            if (Find(schema, work) is { } path)
            {
                path.Add($"{index}");
                return path;
            }
        }

        return null;
    }

    // A list of types counts as one schema for each type.
    private static List<string>? ArrayIn(JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.String)
        {
            return type.ValueEquals("array"u8) ? [] : null;
        }

        foreach (var (index, one) in type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Index() : [])
        {
            if (one.ValueKind == JsonValueKind.String && one.ValueEquals("array"u8))
            {
                return [$"{index}", "type"];
            }
        }

        return null;
    }
}
