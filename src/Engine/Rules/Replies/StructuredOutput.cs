using System.Text;
using System.Text.Json;
using MockLlm.Engine.Completions;
using MockLlm.Engine.JsonSchema;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>Makes a reply fit what the request demands: a tool call, or JSON.</summary>
internal static class StructuredOutput
{
    // The field that holds the text if the request demands any JSON object.
    private const string TextField = "text";

    /// <summary>Whether a conversation demands a tool call or JSON.</summary>
    public static bool IsIn(Conversation conversation) => conversation.ToolChoice.Mode == ToolMode.Required || conversation.Format is not null;

    /// <summary>Returns the draft if it fits what the request demands, else something in its place that does.</summary>
    /// <param name="draft">The reply as it would be without the demand.</param>
    /// <param name="context">The request.</param>
    /// <returns>The draft, and the part of the schema that a rule's own JSON does not fit, or null if it fits.</returns>
    /// <exception cref="ReplyRefusedException">A schema allows no value.</exception>
    public static (Draft Draft, string? Mismatch) Met(Draft draft, ReplyContext context)
    {
        if (draft.Parts.Any(part => part.Kind is PartKind.ToolCall or PartKind.Refusal))
        {
            return (draft, null);
        }

        var conversation = context.Conversation;
        if (conversation.ToolChoice.Mode == ToolMode.Required && Wanted(conversation) is { } tool)
        {
            return (Instead(draft, Call(tool, context, TextOf(draft))), null);
        }

        return conversation.Format is { } format ? Formatted(draft, format, context) : (draft, null);
    }

    /// <summary>The tool to call: the one that the request names, else the first that it offers. Null if there is none.</summary>
    public static ToolOffer? Wanted(Conversation conversation) => conversation.ToolChoice.Name is { } name
        ? conversation.Tools.FirstOrDefault(tool => tool.Name == name) ?? new ToolOffer(name)
        : conversation.Tools.Count > 0 ? conversation.Tools[0] : null;

    /// <summary>A call with arguments that fit the tool's schema, or with free text.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="context">The request.</param>
    /// <param name="text">The text that the reply has without the demand.</param>
    /// <exception cref="ReplyRefusedException">The schema allows no arguments.</exception>
    public static CompletionPart Call(ToolOffer tool, ReplyContext context, string text = "") => tool.IsFreeText
        ? FreeText.Call(tool.Name, text, context)
        : context.Call(tool.Name, tool.Schema is { } schema ? Generated(schema, "tool " + tool.Name, tool.Name, context) : "{}");

    /// <summary>JSON that fits a format. Without a schema it is an object that holds the text.</summary>
    /// <exception cref="ReplyRefusedException">The schema allows no value.</exception>
    public static string Json(JsonFormat format, string text, ReplyContext context) => format.Schema is { } schema
        ? Generated(schema, "json", null, context)
        : Holding(text);

    private static (Draft Draft, string? Mismatch) Formatted(Draft draft, JsonFormat format, ReplyContext context)
    {
        var text = TextOf(draft);
        if (Mismatch(text, format, context.Work) is not { } mismatch)
        {
            return (draft, null);
        }

        return draft.IsAsWritten
            ? (draft, mismatch)
            : (Instead(draft, context.Part(PartKind.Text, Json(format, text, context))), null);
    }

    private static string TextOf(Draft draft) =>
        string.Concat(draft.Parts.Where(part => part.Kind == PartKind.Text).Select(part => part.Text));

    private static string? Mismatch(string text, JsonFormat format, WorkBudget work)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return format.Schema is { } schema ? SchemaCheck.Mismatch(schema, json.RootElement, work)
                : json.RootElement.ValueKind == JsonValueKind.Object ? null
                : "it is no object";
        }
        catch (JsonException)
        {
            return "it is no JSON";
        }
    }

    private static Draft Instead(Draft draft, CompletionPart part) =>
        draft with { Parts = [.. draft.Parts.Where(other => other.Kind == PartKind.Reasoning), part] };

    private static string Generated(JsonElement schema, string purpose, string? tool, ReplyContext context)
    {
        var (text, problem) = JsonFromSchema.Of(schema, context.Random.For(purpose), context.Work);
        return text ?? throw new ReplyRefusedException(wording => wording.Schema(tool, problem ?? ""));
    }

    private static string Holding(string text) => Encoding.UTF8.GetString(JsonBytes.Write(text, static (writer, text) =>
    {
        writer.WriteStartObject();
        writer.WriteString(TextField, text);
        writer.WriteEndObject();
    }));
}
