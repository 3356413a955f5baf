using Akka;
using Akka.Streams.Dsl;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine;

public sealed partial class Mock
{
    private (Source<Frame, NotUsed>? Source, IEnumerable<Frame> Frames) _paced;

    /// <summary>A completion's text, or its refusal, in the pieces that a stream sends, each with its time. Their concatenation is the text.</summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> handed out.</param>
    /// <param name="choice">Which of several equal choices: each has its own gaps.</param>
    public IEnumerable<TimedText> Pieces(Completion completion, int choice = 0)
    {
        ArgumentNullException.ThrowIfNull(completion);
        var pieces = Said(completion, choice);
        return completion.Parts is [] or [{ IsAnswer: true }]
            ? pieces
            : pieces.Where(piece => completion.Parts[piece.Part].IsAnswer);
    }

    /// <summary>
    /// Everything that a completion says, in the pieces that a stream sends, each with its time and its part: reasoning, text, refusal
    /// and the arguments of tool calls, in order. A part without characters has no piece.
    /// </summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> handed out.</param>
    /// <param name="choice">Which of several equal choices: each has its own gaps.</param>
    public IEnumerable<TimedText> Said(Completion completion, int choice = 0)
    {
        ArgumentNullException.ThrowIfNull(completion);
        var chunk = completion.Pace.Model is null ? _snapshot.Chunk : _snapshot.WrittenChunk ?? Chunking.Tokens;
        var pieces = Completions.Pieces.Of(completion, chunk, () => Timing.ScheduleOf(completion, choice));
        return Charge?.Taken(pieces, completion) ?? pieces;
    }

    /// <summary>When a stream of a completion opens: its first events leave with the first token. Counted from the request's arrival.</summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> handed out.</param>
    public TimeSpan Opening(Completion completion)
    {
        ArgumentNullException.ThrowIfNull(completion);
        return Timing.ScheduleOf(completion, choice: 0).Opening;
    }

    /// <summary>A completion's text as a stream of its pieces, paced by the latency or lag in force. Their concatenation is the text.</summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> handed out.</param>
    /// <param name="choice">Which of several equal choices: each has its own gaps.</param>
    public Source<string, NotUsed> Stream(Completion completion, int choice = 0) => Source
        .FromGraph(new Paced<TimedText>(Pieces(completion, choice), static piece => piece.Due, _time, _arrival, rehearsal: DryRun))
        .Select(static piece => piece.Text.ToString());

    /// <summary>Any text as a stream of its pieces, paced by the latency or lag in force. Their concatenation is the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="model">The model's name as sent: it decides what a token is where streams are cut by token.</param>
    public Source<string, NotUsed> Stream(string text, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pace = Timing.Latest ?? Timing.For(rule: null, () => 0);
        var counts = pace.Model is not null || _snapshot.Chunk.Unit == ChunkUnit.Token;
        var completion = new Completion(text, FinishReason.Stop)
        {
            TextTokens = counts ? _tokenizers.Tokenize(text, ModelEncoding.Of(model)) : new([]),
            Pace = pace,
        };
        Timing.HandOut(completion, choices: 1);
        return Stream(completion);
    }

    /// <summary>A stream whose frames leave when they are due, counted from the request's arrival.</summary>
    /// <param name="frames">The frames in order; asked for one at a time, as the client takes them.</param>
    /// <param name="ahead">
    /// True where a frame takes no time to make: one more is asked for than the client has taken, and what is due together leaves in
    /// one write.
    /// </param>
    public Source<Frame, NotUsed> Pace(IEnumerable<Frame> frames, bool ahead = false)
    {
        ArgumentNullException.ThrowIfNull(frames);
        frames = Charge?.Framed(frames) ?? frames;
        var source = Source.FromGraph(new PacedFrames(frames, _time, _arrival, ahead, DryRun));
        _paced = ahead ? (source, frames) : default;
        return source;
    }

    /// <summary>The frames of a stream that was made to be taken ahead; null: it is another one.</summary>
    internal FrameCursor? CursorOf(Source<Frame, NotUsed> stream) =>
        _paced.Source is { } source && ReferenceEquals(source, stream) ? new(_paced.Frames, _time, _arrival) : null;
}
