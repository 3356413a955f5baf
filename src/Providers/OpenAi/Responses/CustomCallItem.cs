using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>A call of a tool that takes free text (OpenAI API reference, "Custom tool call").</summary>
internal sealed record CustomCallItem(string Id, string CallId, int First, CompletionPart Call) : OutputItem(Id, First, [Call])
{
    private const string Type = "custom_tool_call";

    public override void Write(Utf8JsonWriter json, bool whole)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Id);
        json.WriteString("type"u8, Type);
        json.WriteString("status"u8, Status(whole));
        json.WriteString("call_id"u8, CallId);
        json.WriteString("input"u8, whole ? Call.Text : "");
        json.WriteString("name"u8, Call.Tool);
        json.WriteEndObject();
    }

    public override InputItem AsInput() => new(Type) { Id = Id, CallId = CallId, Message = new("assistant", Call.Text, Call.Tool) };

    public override IEnumerable<ItemEvent> Opening(int part) => [];

    public override ItemEvent? Delta(int part) =>
        new("response.custom_tool_call_input.delta", static json => json.WriteString("delta"u8, FrameTemplate.Gap));

    public override IEnumerable<ItemEvent> Closing(int part) =>
        [new("response.custom_tool_call_input.done", json => json.WriteString("input"u8, Call.Text))];
}
