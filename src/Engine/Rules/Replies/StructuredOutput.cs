using System.Text;
using System.Text.Json;
using MockLlm.Engine.Completions;
using MockLlm.Engine.JsonSchema;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>What a request demands of its reply, whatever is said to others: a tool to be called, or JSON.</summary>
internal static class StructuredOutput
{
    /// <summary>The field that holds a text where any object is demanded.</summary>
    private const string TextField = "text";

    public static bool IsIn(Conversation asked) => asked.ToolChoice.Mode == ToolMode.Required || asked.Format is not null;

    /// <summary>The draft where it is what the request demands, or something in its place that is.</summary>
    /// <param name="draft">What would be said.</param>
    /// <param name="making">What the request asks for.</param>
    /// <returns>The draft, and what of the schema a rule's own JSON does not fit; null: nothing.</returns>
    /// <exception cref="ReplyRefusedException">There is no value that a schema allows.</exception>
    public static (Draft Draft, string? Mismatch) Met(Draft draft, ReplyContext making)
    {
        if (draft.Parts.Any(part => part.Kind is PartKind.ToolCall or PartKind.Refusal))
        {
            return (draft, null);
        }

        var asked = making.Conversation;
        if (asked.ToolChoice.Mode == ToolMode.Required && Wanted(asked) is { } tool)
        {
            return (Instead(draft, Call(tool, making)), null);
        }

        return asked.Format is { } format ? Formatted(draft, format, making) : (draft, null);
    }

    /// <summary>The tool that is called where one is: the one that is named, else the first that is offered; null: none is.</summary>
    public static ToolOffer? Wanted(Conversation asked) => asked.ToolChoice.Name is { } name
        ? asked.Tools.FirstOrDefault(tool => tool.Name == name) ?? new ToolOffer(name)
        : asked.Tools.Count > 0 ? asked.Tools[0] : null;

    /// <summary>A call with arguments that the tool's schema allows.</summary>
    /// <exception cref="ReplyRefusedException">There are none.</exception>
    public static CompletionPart Call(ToolOffer tool, ReplyContext making) => making.Call(
        tool.Name,
        tool.Schema is { } schema ? Generated(schema, "tool " + tool.Name, tool.Name, making) : "{}");

    /// <summary>JSON that a format allows, or an object that holds a text.</summary>
    /// <exception cref="ReplyRefusedException">There is none.</exception>
    public static string Json(JsonFormat format, string text, ReplyContext making) => format.Schema is { } schema
        ? Generated(schema, "json", null, making)
        : Holding(text);

    private static (Draft Draft, string? Mismatch) Formatted(Draft draft, JsonFormat format, ReplyContext making)
    {
        var text = string.Concat(draft.Parts.Where(part => part.Kind == PartKind.Text).Select(part => part.Text));
        if (Mismatch(text, format) is not { } mismatch)
        {
            return (draft, null);
        }

        return draft.IsAsWritten
            ? (draft, mismatch)
            : (Instead(draft, making.Part(PartKind.Text, Json(format, text, making))), null);
    }

    private static string? Mismatch(string text, JsonFormat format)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return format.Schema is { } schema ? SchemaCheck.Mismatch(schema, json.RootElement)
                : json.RootElement.ValueKind == JsonValueKind.Object ? null
                : "it is no object";
        }
        catch (JsonException)
        {
            return "it is no JSON";
        }
    }

    private static Draft Instead(Draft draft, CompletionPart part) =>
        draft with { Parts = [.. draft.Parts.Where(said => said.Kind == PartKind.Reasoning), part] };

    private static string Generated(JsonElement schema, string purpose, string? tool, ReplyContext making)
    {
        var (text, problem) = JsonFromSchema.Of(schema, making.Random.For(purpose));
        return text ?? throw new ReplyRefusedException(wording => wording.Schema(tool, problem ?? ""));
    }

    private static string Holding(string text) => Encoding.UTF8.GetString(JsonBytes.Write(text, static (writer, text) =>
    {
        writer.WriteStartObject();
        writer.WriteString(TextField, text);
        writer.WriteEndObject();
    }));
}
