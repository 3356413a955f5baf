using System.Globalization;
using System.Text.Json;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>What a request gives the templates that are filled for it; only what a template names is looked up.</summary>
internal static class TemplateValues
{
    public static Dictionary<string, object?> Of(TemplateNames names, ReplyContext making)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in names.Roots)
        {
            values[name] = name switch
            {
                "prompt" => making.Conversation.Prompt,
                "system" => making.Conversation.System,
                "model" => making.Conversation.Model,
                "provider" => making.Provider,
                "turn" => making.Conversation.Turn,
                "tool_result" => making.Conversation.ToolResult,
                "request" => names.Fields.ToDictionary(field => field, field => Plain(making.Field(field)), StringComparer.Ordinal),
                "header" => names.Headers.ToDictionary(header => header, object? (header) => making.Head.Header(header), StringComparer.OrdinalIgnoreCase),
                "uuid" => making.Uuid(),
                _ => making.Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
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

    /// <summary>An object, whose fields a template can name.</summary>
    internal sealed class JsonMap(JsonElement json) : Dictionary<string, object?>(
        json.EnumerateObject().DistinctBy(field => field.Name).Select(field => KeyValuePair.Create(field.Name, Plain(field.Value))), StringComparer.Ordinal)
    {
        public override string ToString() => json.GetRawText();
    }

    /// <summary>An array, whose items a template can go through.</summary>
    internal sealed class JsonList(JsonElement json) : List<object?>(json.EnumerateArray().Select(item => Plain(item)))
    {
        public override string ToString() => json.GetRawText();
    }

    /// <summary>A number as it was written.</summary>
    internal sealed record JsonNumber(string Text)
    {
        public override string ToString() => Text;
    }
}
