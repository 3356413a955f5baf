using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The rule for the schema of a demanded format, in the words of the live API.</summary>
internal static class FormatRules
{
    /// <summary>Returns why the schema is refused, or null if it is not.</summary>
    public static Problem? Broken(MessagesInput input) => input.Format?.Schema is { } schema && AllowsMore(schema)
        ? Problem.Of(
            ErrorKind.InvalidRequest,
            $"{(input.IsBetaFormat ? "output_format" : "output_config.format")}.schema: For 'object' type, 'additionalProperties: true' is not supported. Please set 'additionalProperties' to false")
        : null;

    // A body has at most 256 nested levels.
    private static bool AllowsMore(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().Any(static member => member.Name switch
        {
            "additionalProperties" => member.Value.ValueKind == JsonValueKind.True,
            "properties" or "$defs" or "definitions" => member.Value.ValueKind == JsonValueKind.Object && member.Value.EnumerateObject().Any(static part => AllowsMore(part.Value)),
            "items" or "anyOf" or "allOf" => AllowsMore(member.Value),
            _ => false,
        }),
        JsonValueKind.Array => schema.EnumerateArray().Any(AllowsMore),
        _ => false,
    };
}
