using System.Reflection;
using System.Text.Json;

namespace MockLlm.Engine.Json;

/// <summary>Reads a parsed body as the body type of a handler.</summary>
/// <param name="json">The body.</param>
/// <param name="issues">Records the mistake if the body cannot be read.</param>
/// <returns>The body, or null if it cannot be read.</returns>
internal delegate object? BodyReader(JsonElement json, BodyIssues issues);

/// <summary>Creates the reader of a body type. This is done once, at start.</summary>
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

    /// <summary>Whether a body type implements <see cref="IBody{TSelf}"/> for itself.</summary>
    public static bool ReadsItself(Type type) => type.GetInterfaces().Any(implemented => implemented.IsGenericType
        && implemented.GetGenericTypeDefinition() == typeof(IBody<>) && implemented.GetGenericArguments()[0] == type);

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
