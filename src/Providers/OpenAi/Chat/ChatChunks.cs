using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>Encodes the chunks of a chat answer (OpenAI API reference, "The chat completion chunk object").</summary>
internal sealed class ChatChunks(ChatAnswer answer, bool includeUsage)
{
    private ChatAnswer Answer => answer;

    private bool IncludesUsage => includeUsage;

    // If the only part is a call, it is sent with the role.
    private readonly bool _opensWithCall = answer.Content is null && answer.Completion.Refusal is null && answer.CallIds.Count == answer.Choices
        && !(answer.ShowsReasoning && answer.Completion.Reasoning is not null);

    private ChatChunkFrame? _frame;

    /// <summary>Returns the first chunk of a choice. It has the role, and the call if that is the only part.</summary>
    public byte[] Opening(int choice) => (_opensWithCall, answer.Content, answer.Completion.Refusal) switch
    {
        (true, _, _) => Chunk(choice, null, (json, _) => WriteOpeningCall(json, choice)),
        (_, null, null) => FrameOf(choice).With("\"role\":\"assistant\",\"content\":null,\"refusal\":null"u8),
        (_, null, _) => FrameOf(choice).With("\"role\":\"assistant\",\"content\":null,\"refusal\":\"\""u8),
        (_, _, null) => FrameOf(choice).With("\"role\":\"assistant\",\"content\":\"\",\"refusal\":null"u8),
        _ => FrameOf(choice).With("\"role\":\"assistant\",\"content\":\"\",\"refusal\":\"\""u8),
    };

    /// <summary>Returns the chunk that opens a part, or null if the part needs none.</summary>
    public byte[]? PartOpening(int choice, int part) => answer.Completion.Parts[part] is { Kind: PartKind.ToolCall } call && !_opensWithCall
        ? Chunk(choice, null, (json, _) => WriteCall(json, choice, part, call))
        : null;

    /// <summary>Returns a chunk with a piece of a part. <see cref="FrameTemplate.Gap"/> stands for the piece.</summary>
    public byte[] Piece(int choice, int part) => answer.Completion.Parts[part] switch
    {
        { Kind: PartKind.Text } => FrameOf(choice).With("\"content\":\"\\u0001\""u8),
        { Kind: PartKind.Refusal } => FrameOf(choice).With("\"refusal\":\"\\u0001\""u8),
        { Kind: PartKind.Reasoning } => FrameOf(choice).With("\"reasoning\":\"\\u0001\""u8),
        var call => Chunk(choice, null, (json, _) => WriteCallPiece(json, part, call)),
    };

    /// <summary>Returns a chunk with a piece of a part and its log probabilities.</summary>
    /// <param name="choice">The index of the choice.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="start">The place in the part where the piece begins.</param>
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

    /// <summary>Returns the last chunk of a choice.</summary>
    public byte[] Finish(int choice) => FrameOf(choice).Finished(answer.FinishReason);

    /// <summary>Returns the chunk with the usage. It comes after all choices if the request asks for it.</summary>
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

    // Most of a chunk is the same in all chunks of a choice, so it is encoded once.
    private ChatChunkFrame FrameOf(int choice) => _frame?.Choice == choice
        ? _frame
        : _frame = new(choice, Chunk(choice, null, static (json, _) => json.WriteNull(ChatChunkFrame.Gap)));

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
                // Every chunk except the last has a null usage.
                json.WriteNull("usage"u8);
            }

            json.WriteEndObject();
        });

    private static void WriteHead(Utf8JsonWriter json, ChatAnswer answer)
    {
        answer.WriteHead(json, "chat.completion.chunk"u8);
        answer.WriteTail(json);
    }

    private void WriteOpeningCall(Utf8JsonWriter json, int choice)
    {
        json.WriteString("role"u8, "assistant"u8);
        json.WriteNull("content"u8);
        var (part, call) = answer.Completion.Parts.Index().First(static part => part.Item.Kind == PartKind.ToolCall);
        WriteCall(json, choice, part, call);
        json.WriteNull("refusal"u8);
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

    // Returns the index of a part among the calls.
    private int IndexOf(int part) => answer.Completion.Parts.Take(part).Count(static other => other.Kind == PartKind.ToolCall);
}
