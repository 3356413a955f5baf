using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>A call of a function (OpenAI API reference, "Function tool call").</summary>
internal sealed record CallItem(string Id, string CallId, int First, CompletionPart Call) : OutputItem(Id, First, [Call])
{
    public override void Write(Utf8JsonWriter json, bool whole)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Id);
        json.WriteString("type"u8, "function_call"u8);
        json.WriteString("status"u8, Status(whole));
        json.WriteString("arguments"u8, whole ? Call.Text : "");
        json.WriteString("call_id"u8, CallId);
        json.WriteString("name"u8, Call.Tool);
        json.WriteEndObject();
    }

    public override InputItem AsInput() =>
        new("function_call") { Id = Id, CallId = CallId, Message = new("assistant", Call.Text, Call.Tool) };

    public override IEnumerable<ItemEvent> Opening(int part) => [];

    public override ItemEvent? Delta(int part) =>
        new("response.function_call_arguments.delta", static json => json.WriteString("delta"u8, FrameTemplate.Gap));

    public override IEnumerable<ItemEvent> Closing(int part) =>
    [
        new("response.function_call_arguments.done", json =>
        {
            json.WriteString("name"u8, Call.Tool);
            json.WriteString("arguments"u8, Call.Text);
        }),
    ];
}
