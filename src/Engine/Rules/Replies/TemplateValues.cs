using System.Globalization;
using System.Text.Json;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>The values that a template is filled with. Only the values that the template names are looked up.</summary>
internal static class TemplateValues
{
    public static Dictionary<string, object?> Of(TemplateNames names, ReplyContext context)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in names.Roots)
        {
            values[name] = name switch
            {
                "prompt" => context.Conversation.Prompt,
                "system" => context.Conversation.System,
                "model" => context.Conversation.Model,
                "provider" => context.Provider,
                "turn" => context.Conversation.Turn,
                "tool_result" => context.Conversation.ToolResult,
                "request" => names.Fields.ToDictionary(field => field, field => Plain(context.Field(field)), StringComparer.Ordinal),
                "header" => names.Headers.ToDictionary(header => header, object? (header) => context.Head.Header(header), StringComparer.OrdinalIgnoreCase),
                "uuid" => context.Uuid(),
                _ => context.Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            };
        }

        return values;
    }

    private static object? Plain(JsonElement? json) => json switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } map => new JsonMap(map),
        { ValueKind: JsonValueKind.Array } list => new JsonList(list),
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => new JsonNumber(number.GetRawText()),
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => null,
    };

    /// <summary>A JSON object whose fields a template can name.</summary>
    internal sealed class JsonMap(JsonElement json) : Dictionary<string, object?>(
        json.EnumerateObject().DistinctBy(field => field.Name).Select(field => KeyValuePair.Create(field.Name, Plain(field.Value))), StringComparer.Ordinal)
    {
        public override string ToString() => json.GetRawText();
    }

    /// <summary>A JSON array whose items a template can iterate over.</summary>
    internal sealed class JsonList(JsonElement json) : List<object?>(json.EnumerateArray().Select(item => Plain(item)))
    {
        public override string ToString() => json.GetRawText();
    }

    /// <summary>A number as the client wrote it.</summary>
    internal sealed record JsonNumber(string Text)
    {
        public override string ToString() => Text;
    }
}
