using System.Reflection;
using System.Text.Json;

namespace MockLlm.Engine.Json;

/// <summary>Reads a parsed body into a handler's body type; notes a mistake instead where it cannot.</summary>
/// <param name="json">The body.</param>
/// <param name="issues">Where a mistake goes.</param>
internal delegate object? BodyReader(JsonElement json, BodyIssues issues);

/// <summary>Makes the reader of a body type, once, at start.</summary>
internal static class BodyReaders
{
    private static readonly MethodInfo Itself =
        typeof(BodyReaders).GetMethod(nameof(ReadBody), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static BodyReader For(Type type)
    {
        if (type == typeof(JsonElement))
        {
            return (json, _) => json.Clone();
        }

        return ReadsItself(type) ? Itself.MakeGenericMethod(type).CreateDelegate<BodyReader>() : (json, issues) => Deserialize(type, json, issues);
    }

    /// <summary>Whether a body type is an <see cref="IBody{TSelf}"/> of its own.</summary>
    public static bool ReadsItself(Type type) => type.GetInterfaces().Any(face => face.IsGenericType
        && face.GetGenericTypeDefinition() == typeof(IBody<>) && face.GetGenericArguments()[0] == type);

    private static object? ReadBody<T>(JsonElement json, BodyIssues issues)
        where T : IBody<T>
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            issues.Note(BodyFlaw.WrongType, null, "object", JsonTypeNames.TypeOf(json));
            return null;
        }

        return T.Read(new JsonFields(json, null, issues));
    }

    private static object? Deserialize(Type type, JsonElement json, BodyIssues issues)
    {
        try
        {
            var body = json.Deserialize(type, EngineJson.Options);
            if (body is null)
            {
                issues.Note(BodyFlaw.WrongType, null, "an object", "null");
            }

            return body;
        }
        catch (JsonException broken)
        {
            SerializerIssue.Note(type, json, broken, issues);
            return null;
        }
    }
}
