using System.Text.Json;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>
/// The reasoning of the model (OpenAI API reference, "Reasoning"). Its text is shown only if the request asks for a summary.
/// </summary>
internal sealed record ReasoningItem(string Id, int First, CompletionPart Thought) : OutputItem(Id, First, [Thought])
{
    /// <summary>Whether the text is shown as a summary.</summary>
    public bool HasSummary { get; init; }

    /// <summary>The reasoning in a form that only the model can read, or null if the request does not ask for it.</summary>
    public string? Encrypted { get; init; }

    public override long Size => base.Size + StoreSize.Of(Encrypted);

    public override void Write(Utf8JsonWriter json, bool whole)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Id);
        json.WriteString("type"u8, "reasoning"u8);
        if (Encrypted is not null)
        {
            json.WriteString("encrypted_content"u8, Encrypted);
        }

        json.WriteStartArray("summary"u8);
        if (whole && HasSummary)
        {
            WritePart(json, Thought.Text);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public override InputItem AsInput() => new("reasoning") { Id = Id };

    public override IEnumerable<ItemEvent> Opening(int part) =>
        HasSummary ? [new("response.reasoning_summary_part.added", static json => WriteIndexed(json, ""))] : [];

    public override ItemEvent? Delta(int part) => HasSummary
        ? new("response.reasoning_summary_text.delta", static json =>
        {
            json.WriteNumber("summary_index"u8, 0);
            json.WriteString("delta"u8, FrameTemplate.Gap);
        })
        : null;

    public override IEnumerable<ItemEvent> Closing(int part) => HasSummary
        ?
        [
            new("response.reasoning_summary_text.done", json =>
            {
                json.WriteNumber("summary_index"u8, 0);
                json.WriteString("text"u8, Thought.Text);
            }),
            new("response.reasoning_summary_part.done", json => WriteIndexed(json, Thought.Text)),
        ]
        : [];

    private static void WriteIndexed(Utf8JsonWriter json, string text)
    {
        json.WriteNumber("summary_index"u8, 0);
        json.WritePropertyName("part"u8);
        WritePart(json, text);
    }

    private static void WritePart(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "summary_text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }
}
