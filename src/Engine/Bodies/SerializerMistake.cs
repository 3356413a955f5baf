using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MockLlm.Engine.Bodies;

/// <summary>Says what System.Text.Json found wrong with a body: the field that is missing, or the one of another type.</summary>
internal static class SerializerMistake
{
    public static void Note(Type type, JsonElement json, JsonException broken, BodyIssues issues)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            issues.Note(BodyFlaw.WrongType, null, "object", JsonWords.TypeOf(json));
            return;
        }

        var missing = EngineJson.Options.GetTypeInfo(type).Properties
            .FirstOrDefault(property => property.IsRequired && !json.TryGetProperty(property.Name, out _));
        if (missing is not null)
        {
            issues.Note(BodyFlaw.Missing, new JsonPlace(null, missing.Name, -1), "", "");
            return;
        }

        var path = broken.Path is { Length: > 2 } deep ? deep[2..] : "";
        issues.Note(BodyFlaw.WrongType, new JsonPlace(null, path, -1), Expected(type, path), Found(json, path));
    }

    private static string Expected(Type type, string path)
    {
        var property = EngineJson.Options.GetTypeInfo(type).Properties.FirstOrDefault(property => property.Name == path);
        return property is null ? "of the documented type" : Name(property);
    }

    private static string Name(JsonPropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when type == typeof(string) => "a string",
            _ when type == typeof(bool) => "a boolean",
            _ when type == typeof(int) || type == typeof(long) => "an integer",
            _ when type.IsPrimitive || type == typeof(decimal) => "a number",
            _ when type.IsArray || type.Name.Contains("List", StringComparison.Ordinal) => "an array",
            _ => "an object",
        };
    }

    private static string Found(JsonElement json, string path) =>
        json.TryGetProperty(path, out var value) ? JsonWords.TypeOf(value) : "what was sent";
}
