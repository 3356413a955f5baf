using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace MockLlm.Engine.Json;

/// <summary>Finds the mistake behind an exception of System.Text.Json: a missing field, or a field with the wrong type.</summary>
internal static partial class SerializerIssue
{
    /// <param name="type">The body's type.</param>
    /// <param name="json">The body.</param>
    /// <param name="broken">The exception that reading the body threw.</param>
    /// <param name="issues">Records the mistake.</param>
    public static void Note(Type type, JsonElement json, JsonException broken, BodyIssues issues)
    {
        var info = EngineJson.Options.GetTypeInfo(type);
        var found = json;
        JsonPlace? place = null;
        foreach (Match step in Step().Matches(broken.Path ?? ""))
        {
            var name = step.Groups["name"] is { Success: true } named ? named.Value : null;
            var index = name is null ? int.Parse(step.Groups["index"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : -1;
            place = new JsonPlace(place, name, index);
            if (Inside(found, name, index) is not { } inner || Inside(info, name) is not { } innerInfo)
            {
                issues.Note(BodyFlaw.WrongType, place, "of the documented type", "what was sent");
                return;
            }

            (found, info) = (inner, innerInfo);
        }

        Note(info, found, place, issues);
    }

    private static void Note(JsonTypeInfo info, JsonElement found, JsonPlace? place, BodyIssues issues)
    {
        var missing = info.Kind == JsonTypeInfoKind.Object && found.ValueKind == JsonValueKind.Object
            ? info.Properties.FirstOrDefault(property => property.IsRequired && !found.TryGetProperty(property.Name, out _))
            : null;
        if (missing is not null)
        {
            issues.Note(BodyFlaw.Missing, new JsonPlace(place, missing.Name, -1), "", "");
        }
        else if ((Nullable.GetUnderlyingType(info.Type) ?? info.Type) is { IsEnum: true } words && EnumNames.Of(words) is { } names)
        {
            issues.Note(BodyFlaw.UnknownValue, place, string.Join(", ", names.Select(name => $"'{name}'")), Shown(found));
        }
        else
        {
            issues.Note(
                BodyFlaw.WrongType, place, Name(info), found.ValueKind == JsonValueKind.Number ? found.GetRawText() : JsonTypeNames.TypeOf(found));
        }
    }

    private static string Shown(JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.String => $"'{Yaml.KeyPath.Shown(found.GetString()!)}'",
        JsonValueKind.Number => Yaml.KeyPath.Shown(found.GetRawText()),
        _ => JsonTypeNames.TypeOf(found),
    };

    private static JsonElement? Inside(JsonElement json, string? name, int index) => json.ValueKind switch
    {
        JsonValueKind.Object when name is not null && json.TryGetProperty(name, out var value) => value,
        JsonValueKind.Array when name is null && index < json.GetArrayLength() => json[index],
        _ => null,
    };

    private static JsonTypeInfo? Inside(JsonTypeInfo info, string? name)
    {
        var type = info.Kind == JsonTypeInfoKind.Object
            ? info.Properties.FirstOrDefault(property => property.Name == name)?.PropertyType
            : info.ElementType;
        return type is null ? null : EngineJson.Options.GetTypeInfo(type);
    }

    private static string Name(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => "an array",
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
            _ when type == typeof(bool) => "a boolean",
            _ when type == typeof(double) || type == typeof(float) || type == typeof(decimal) => "a number",
            _ when type.IsEnum || (type.IsPrimitive && type != typeof(char)) => "an integer",
            _ => "a string",
        };
    }

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>.*?)'\]|\[(?<index>[0-9]+)\]")]
    private static partial Regex Step();
}
