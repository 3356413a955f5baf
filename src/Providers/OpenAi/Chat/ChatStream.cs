using MockLlm.Engine.Completions;
using MockLlm.Providers.OpenAi.StreamOptions;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>
/// A chat answer as server-sent events. Each choice has an opening delta with the role, the pieces of its parts, and a last chunk with the
/// finish reason. The usage chunk follows if the request asks for it, and <c>[DONE]</c> ends the stream. OpenAI does not show reasoning, but
/// it takes its time.
/// </summary>
internal sealed class ChatStream(ChatAnswer answer, UsageOptions usage)
{
    /// <summary>Returns the events in order, each with its time.</summary>
    /// <param name="mock">The mock of the request. It knows the times of the pieces.</param>
    public IEnumerable<Frame> Frames(Mock mock)
    {
        var completion = answer.Completion;
        var parts = completion.Parts;
        var chunks = new ChatChunks(answer, usage.AtEnd);
        var choices = Enumerable.Range(0, answer.Choices).Select(index => new ChoiceChunks(chunks, answer, index)).ToList();
        var counted = usage.InEachChunk ? new ContinuousUsage([.. choices.Select(_ => (completion, answer.Usage.PromptTokens))]) : null;
        var due = mock.Opening(completion);
        foreach (var (index, choice) in completion.Reasoning is null ? choices.Index() : [])
        {
            yield return Counted(index, new(choice.Open(), due));
        }

        foreach (var (index, piece) in ChoicePieces.ByDue([.. Enumerable.Range(0, answer.Choices).Select(index => mock.AllParts(completion, index))]))
        {
            due = piece.Due;
            counted?.Count(index, piece);
            if (parts[piece.Part].Kind == PartKind.Reasoning && !answer.ShowsReasoning)
            {
                continue;
            }

            if (choices[index].IsBefore(piece.Part))
            {
                foreach (var opening in choices[index].OpenUpTo(piece.Part))
                {
                    yield return Counted(index, new(opening, due));
                }
            }

            yield return Counted(index, choices[index].Piece(piece));
        }

        foreach (var (index, choice) in choices.Index())
        {
            foreach (var opening in choice.OpenUpTo(parts.Count))
            {
                yield return Counted(index, new(opening, due));
            }
        }

        foreach (var (index, choice) in choices.Index())
        {
            yield return Counted(index, new(choice.Finish(), due) { Role = FrameRole.Finish });
        }

        if (usage.AtEnd)
        {
            yield return new Frame(chunks.Usage(), due) { Role = FrameRole.Finish };
        }

        yield return Sse.Done with { Due = due };

        Frame Counted(int choice, Frame chunk) => counted?.In(choice, chunk) ?? chunk;
    }
}
