using MockLlm.Engine.Completions;
using MockLlm.Providers.OpenAi.StreamOptions;

namespace MockLlm.Providers.OpenAi.TextCompletions;

/// <summary>
/// Completions as server-sent events. Each choice has the echoed prompt if the request asks for it, the pieces, and a last chunk with the
/// finish reason. The usage follows if the request asks for it, and <c>[DONE]</c> ends the stream.
/// </summary>
internal sealed class TextCompletionStream(TextCompletionAnswer answer, UsageOptions usage)
{
    /// <summary>Returns the events in order, each with its time.</summary>
    /// <param name="mock">The mock of the request. It knows the times of the pieces.</param>
    public IEnumerable<Frame> Frames(Mock mock)
    {
        var choices = answer.AllChoices;
        var counted = usage.InEachChunk ? new ContinuousUsage([.. choices.Select(static choice => (choice.Completion, choice.PromptTokens))]) : null;
        var due = mock.Opening(choices[0].Completion);
        foreach (var (index, choice) in choices.Index().Where(choice => choice.Item.Echo.Length > 0))
        {
            yield return Counted(index, new(Chunk(index, choice.Echo, null), due));
        }

        var templates = choices.Select((_, index) => new FrameTemplate(Chunk(index, FrameTemplate.Gap, null))).ToList();
        var all = choices.Select((choice, index) => mock.Pieces(choice.Completion, index % answer.Choices)).ToList();
        foreach (var (choice, piece) in ChoicePieces.ByDue(all))
        {
            due = piece.Due;
            counted?.Count(choice, piece);
            yield return Counted(choice, templates[choice].Fill(piece));
        }

        foreach (var (index, choice) in choices.Index())
        {
            yield return Counted(index, new(Chunk(index, "", choice.FinishReason), due) { Role = FrameRole.Finish });
        }

        if (usage.AtEnd)
        {
            yield return new Frame(UsageChunk(), due) { Role = FrameRole.Finish };
        }

        yield return Sse.Done with { Due = due };

        Frame Counted(int choice, Frame chunk) => counted?.In(choice, chunk) ?? chunk;
    }

    private byte[] Chunk(int index, string text, string? finishReason) =>
        Sse.Json(null, (Stream: this, index, text, finishReason), static (json, chunk) =>
        {
            json.WriteStartObject();
            chunk.Stream.Answer.WriteHead(json);
            json.WriteStartArray("choices"u8);
            TextCompletionAnswer.WriteChoice(json, chunk.index, chunk.text, chunk.finishReason);
            json.WriteEndArray();
            if (chunk.Stream.IncludesUsage)
            {
                json.WriteNull("usage"u8);
            }

            json.WriteEndObject();
        });

    private byte[] UsageChunk() => Sse.Json(null, answer, static (json, answer) =>
    {
        json.WriteStartObject();
        answer.WriteHead(json);
        json.WriteStartArray("choices"u8);
        json.WriteEndArray();
        answer.WriteUsage(json);
        json.WriteEndObject();
    });

    private TextCompletionAnswer Answer => answer;

    private bool IncludesUsage => usage.AtEnd;
}
