using MockLlm.Engine.Completions;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>
/// A chat answer as server-sent events. Each choice has an opening delta with the role, the pieces of its parts, and a last chunk with the
/// finish reason. The usage chunk follows if the request asks for it, and <c>[DONE]</c> ends the stream. Reasoning is not shown, but it
/// takes its time.
/// </summary>
internal sealed class ChatStream(ChatAnswer answer, bool includeUsage)
{
    /// <summary>Returns the events in order, each with its time.</summary>
    /// <param name="mock">The mock of the request. It knows the times of the pieces.</param>
    public IEnumerable<Frame> Frames(Mock mock)
    {
        var completion = answer.Completion;
        var parts = completion.Parts;
        var chunks = new ChatChunks(answer, includeUsage);
        var choices = Enumerable.Range(0, answer.Choices).Select(index => new ChoiceChunks(chunks, answer, index)).ToList();
        var due = mock.Opening(completion);
        foreach (var choice in completion.Reasoning is null ? choices : [])
        {
            yield return new Frame(choice.Open(), due);
        }

        foreach (var (index, piece) in ChoicePieces.ByDue([.. Enumerable.Range(0, answer.Choices).Select(index => mock.AllParts(completion, index))]))
        {
            due = piece.Due;
            if (parts[piece.Part].Kind == PartKind.Reasoning)
            {
                continue;
            }

            if (choices[index].IsBefore(piece.Part))
            {
                foreach (var opening in choices[index].OpenUpTo(piece.Part))
                {
                    yield return new Frame(opening, due);
                }
            }

            yield return choices[index].Piece(piece);
        }

        foreach (var choice in choices)
        {
            foreach (var opening in choice.OpenUpTo(parts.Count))
            {
                yield return new Frame(opening, due);
            }
        }

        foreach (var choice in choices)
        {
            yield return new Frame(choice.Finish(), due) { Role = FrameRole.Finish };
        }

        if (includeUsage)
        {
            yield return new Frame(chunks.Usage(), due) { Role = FrameRole.Finish };
        }

        yield return Sse.Done with { Due = due };
    }
}
