using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>A message: its texts, or the text of a refusal (OpenAI API reference, "Output message").</summary>
internal sealed record MessageItem(string Id, int First, IReadOnlyList<CompletionPart> Parts) : OutputItem(Id, First, Parts)
{
    public override void Write(Utf8JsonWriter json, bool whole)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("status"u8, Status(whole));
        json.WriteStartArray("content"u8);
        foreach (var part in whole ? Parts : [])
        {
            WritePart(json, part, part.Text);
        }

        json.WriteEndArray();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteEndObject();
    }

    public override InputItem AsInput() =>
        new("message") { Id = Id, Message = new("assistant", string.Concat(Parts.Select(static part => part.Text))) };

    public override IEnumerable<ItemEvent> Opening(int part) =>
        [new("response.content_part.added", json => WriteContent(json, part, ""))];

    public override ItemEvent? Delta(int part) => new($"response.{Name(part)}.delta", json =>
    {
        json.WriteNumber("content_index"u8, part);
        json.WriteString("delta"u8, FrameTemplate.Gap);
        WriteLogprobs(json, Parts[part]);
    });

    public override IEnumerable<ItemEvent> Closing(int part) =>
    [
        new($"response.{Name(part)}.done", json =>
        {
            json.WriteNumber("content_index"u8, part);
            json.WriteString(IsRefusal(Parts[part]) ? "refusal"u8 : "text"u8, Parts[part].Text);
            WriteLogprobs(json, Parts[part]);
        }),
        new("response.content_part.done", json => WriteContent(json, part, Parts[part].Text)),
    ];

    private static bool IsRefusal(CompletionPart part) => part.Kind == PartKind.Refusal;

    private string Name(int part) => IsRefusal(Parts[part]) ? "refusal" : "output_text";

    private void WriteContent(Utf8JsonWriter json, int part, string text)
    {
        json.WriteNumber("content_index"u8, part);
        json.WritePropertyName("part"u8);
        WritePart(json, Parts[part], text);
    }

    private static void WritePart(Utf8JsonWriter json, CompletionPart part, string text)
    {
        json.WriteStartObject();
        if (IsRefusal(part))
        {
            json.WriteString("type"u8, "refusal"u8);
            json.WriteString("refusal"u8, text);
        }
        else
        {
            json.WriteString("type"u8, "output_text"u8);
            json.WriteStartArray("annotations"u8);
            json.WriteEndArray();
            WriteLogprobs(json, part);
            json.WriteString("text"u8, text);
        }

        json.WriteEndObject();
    }

    // A text always has these arrays, because clients iterate over them and do not accept null.
    private static void WriteLogprobs(Utf8JsonWriter json, CompletionPart part)
    {
        if (!IsRefusal(part))
        {
            json.WriteStartArray("logprobs"u8);
            json.WriteEndArray();
        }
    }
}
