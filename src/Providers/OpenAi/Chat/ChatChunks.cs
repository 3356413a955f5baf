using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>Encodes the chunks of a chat answer (OpenAI API reference, "The chat completion chunk object").</summary>
internal sealed class ChatChunks(ChatAnswer answer, bool includeUsage)
{
    private ChatAnswer Answer => answer;

    private bool IncludesUsage => includeUsage;

    // A call that is all there is comes with the role.
    private readonly bool _opensWithCall = answer.Content is null && answer.Completion.Refusal is null && answer.CallIds.Count == answer.Choices;

    /// <summary>The first chunk of a choice: the role, and the call that is all there is.</summary>
    public byte[] Opening(int choice) => Chunk(choice, null, (json, chunks) =>
    {
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, chunks.Content is null ? null : "");
        if (_opensWithCall)
        {
            var (part, call) = answer.Completion.Parts.Index().First(part => part.Item.Kind == PartKind.ToolCall);
            WriteCall(json, choice, part, call);
        }

        json.WriteString("refusal"u8, chunks.Completion.Refusal is null ? null : "");
    });

    /// <summary>The chunk that opens a part; null: it opens by itself, or with the choice.</summary>
    public byte[]? PartOpening(int choice, int part) => answer.Completion.Parts[part] is { Kind: PartKind.ToolCall } call && !_opensWithCall
        ? Chunk(choice, null, (json, _) => WriteCall(json, choice, part, call))
        : null;

    /// <summary>A piece of a part that is shown, with <see cref="FrameTemplate.Gap"/> in its place.</summary>
    public byte[] Piece(int choice, int part) => answer.Completion.Parts[part] switch
    {
        { Kind: PartKind.Text } => Chunk(choice, null, static (json, _) => json.WriteString("content"u8, FrameTemplate.Gap)),
        { Kind: PartKind.Refusal } => Chunk(choice, null, static (json, _) => json.WriteString("refusal"u8, FrameTemplate.Gap)),
        var call => Chunk(choice, null, (json, _) => WriteCallPiece(json, part, call)),
    };

    /// <summary>A piece of a part that is shown, with its log probabilities.</summary>
    /// <param name="choice">Which choice.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="start">Where it begins in its part.</param>
    public byte[] Piece(int choice, TimedText piece, int start)
    {
        var part = answer.Completion.Parts[piece.Part];
        var field = part.Kind == PartKind.Refusal ? "refusal" : "content";
        return Chunk(
            choice,
            null,
            (json, _) => json.WriteString(field, piece.Text.Span),
            json => answer.Logprobs!.Write(json, [part], start, start + piece.Text.Length));
    }

    /// <summary>The last chunk of a choice.</summary>
    public byte[] Finish(int choice) => Chunk(choice, answer.FinishReason, static (_, _) => { });

    /// <summary>The chunk after all choices, where usage was asked for.</summary>
    public byte[] Usage() => Sse.Json(null, answer, static (json, answer) =>
    {
        json.WriteStartObject();
        WriteHead(json, answer);
        json.WriteStartArray("choices"u8);
        json.WriteEndArray();
        json.WritePropertyName("usage"u8);
        answer.WriteUsage(json);
        json.WriteEndObject();
    });

    private byte[] Chunk(int choice, string? finish, Action<Utf8JsonWriter, ChatAnswer> writeDelta, Action<Utf8JsonWriter>? writeLogprobs = null) =>
        Sse.Json(null, (Chunks: this, choice, finish, writeDelta, writeLogprobs), static (json, chunk) =>
        {
            var answer = chunk.Chunks.Answer;
            json.WriteStartObject();
            WriteHead(json, answer);
            json.WriteStartArray("choices"u8);
            json.WriteStartObject();
            json.WriteNumber("index"u8, chunk.choice);
            json.WriteStartObject("delta"u8);
            chunk.writeDelta(json, answer);
            json.WriteEndObject();
            if (chunk.writeLogprobs is null)
            {
                json.WriteNull("logprobs"u8);
            }

            chunk.writeLogprobs?.Invoke(json);
            json.WriteString("finish_reason"u8, chunk.finish);
            json.WriteEndObject();
            json.WriteEndArray();
            if (chunk.Chunks.IncludesUsage)
            {
                // Every chunk but the last says that it has none.
                json.WriteNull("usage"u8);
            }

            json.WriteEndObject();
        });

    private static void WriteHead(Utf8JsonWriter json, ChatAnswer answer)
    {
        answer.WriteHead(json, "chat.completion.chunk"u8);
        answer.WriteTail(json);
    }

    private void WriteCall(Utf8JsonWriter json, int choice, int part, CompletionPart call)
    {
        if (answer.Calls(old: true))
        {
            ChatCall.WriteOld(json, call.Tool, "");
            return;
        }

        var index = IndexOf(part);
        json.WriteStartArray("tool_calls"u8);
        ChatCall.Write(json, index, answer.CallId(choice, index), call, answer.IsCustom(call));
        json.WriteEndArray();
    }

    private void WriteCallPiece(Utf8JsonWriter json, int part, CompletionPart call)
    {
        if (answer.Calls(old: true))
        {
            ChatCall.WriteOld(json, null, FrameTemplate.Gap);
            return;
        }

        json.WriteStartArray("tool_calls"u8);
        ChatCall.WritePiece(json, IndexOf(part), answer.IsCustom(call));
        json.WriteEndArray();
    }

    // Which of the calls a part is.
    private int IndexOf(int part) => answer.Completion.Parts.Take(part).Count(static other => other.Kind == PartKind.ToolCall);
}
