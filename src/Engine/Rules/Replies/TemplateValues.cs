using System.Globalization;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>The values that a template is filled with. Only the values that the template names are looked up.</summary>
internal static class TemplateValues
{
    public static Dictionary<string, object?> Of(TemplateNames names, ReplyContext context, StepLimit limit)
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
                "request" => names.Fields.ToDictionary(field => field, field => TemplateJson.Of(context.Field(field), limit), StringComparer.Ordinal),
                "header" => names.Headers.ToDictionary(header => header, object? (header) => context.Head.Header(header), StringComparer.OrdinalIgnoreCase),
                "uuid" => context.Uuid(),
                _ => context.Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            };
        }

        return values;
    }
}
