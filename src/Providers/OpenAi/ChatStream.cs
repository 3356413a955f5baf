using System.Text.Json;
using MockLlm.Engine.Bodies;
using MockLlm.Engine.Completions;

namespace MockLlm.Providers.OpenAi;

/// <summary>
/// A chat answer as server-sent events (OpenAI API reference, "The chat completion chunk object"): per choice an opening delta
/// with the role, the pieces, and a last chunk with the finish reason; then the usage chunk where it was asked for; then
/// <c>[DONE]</c>.
/// </summary>
internal sealed class ChatStream(ChatAnswer answer, bool includeUsage)
{
    /// <summary>The events in order, each with its time.</summary>
    /// <param name="mock">The request's mock: it knows the pieces' times.</param>
    public IEnumerable<Frame> Frames(Mock mock)
    {
        var choices = Enumerable.Range(0, answer.Choices).ToList();
        var templates = choices.ConvertAll(index => new FrameTemplate(Chunk(index, Delta.Content)));
        using var pieces = ChoicePieces.ByDue(choices.ConvertAll(index => mock.Pieces(answer.Completion, index))).GetEnumerator();
        var due = mock.Opening(answer.Completion);
        foreach (var index in choices)
        {
            yield return new Frame(Chunk(index, Delta.Role), due);
        }

        while (pieces.MoveNext())
        {
            var (choice, piece) = pieces.Current;
            due = piece.Due;
            yield return templates[choice].Fill(piece);
        }

        foreach (var index in choices)
        {
            yield return new Frame(Chunk(index, Delta.Finish), due) { Role = FrameRole.Finish };
        }

        if (includeUsage)
        {
            yield return new Frame(Sse.Json(null, answer, WriteUsageChunk), due) { Role = FrameRole.Finish };
        }

        yield return Sse.Done with { Due = due };
    }

    private enum Delta
    {
        Role,
        Content,
        Finish,
    }

    private byte[] Chunk(int index, Delta delta) => Sse.Json(null, (Stream: this, index, delta), static (json, chunk) =>
    {
        json.WriteStartObject();
        chunk.Stream.WriteHead(json);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, chunk.index);
        json.WriteStartObject("delta"u8);
        chunk.Stream.WriteDelta(json, chunk.delta);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, chunk.delta == Delta.Finish ? chunk.Stream.FinishReason : null);
        json.WriteEndObject();
        json.WriteEndArray();
        chunk.Stream.WriteNoUsage(json);
        json.WriteEndObject();
    });

    private string FinishReason => answer.FinishReason;

    private bool IsRefusal => answer.Completion.Refusal is not null;

    // A refusal comes in pieces of its own, and no content at all.
    private void WriteDelta(Utf8JsonWriter json, Delta delta)
    {
        switch (delta)
        {
            case Delta.Role:
                json.WriteString("role"u8, "assistant"u8);
                json.WriteString("content"u8, IsRefusal ? null : "");
                json.WriteString("refusal"u8, IsRefusal ? "" : null);
                break;
            case Delta.Content:
                json.WriteString(IsRefusal ? "refusal"u8 : "content"u8, FrameTemplate.Gap);
                break;
            default:
                break;
        }
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        answer.WriteHead(json, "chat.completion.chunk"u8);
        answer.WriteTail(json);
    }

    // Under include_usage every chunk but the last says that it has none.
    private void WriteNoUsage(Utf8JsonWriter json)
    {
        if (includeUsage)
        {
            json.WriteNull("usage"u8);
        }
    }

    private static void WriteUsageChunk(Utf8JsonWriter json, ChatAnswer answer)
    {
        json.WriteStartObject();
        answer.WriteHead(json, "chat.completion.chunk"u8);
        answer.WriteTail(json);
        json.WriteStartArray("choices"u8);
        json.WriteEndArray();
        json.WritePropertyName("usage"u8);
        ChatAnswer.WriteUsage(json, answer.Usage);
        json.WriteEndObject();
    }
}
