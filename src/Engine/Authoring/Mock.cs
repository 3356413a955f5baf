using Akka;
using Akka.Streams.Dsl;

namespace MockLlm.Engine;

/// <summary>
/// What the engine gives a handler for one request: the configured responses, token counts, ids, the clock, and streams that keep
/// the configured pace. Every value comes from the configuration that was in force when the request arrived.
/// </summary>
public abstract class Mock
{
    private protected Mock()
    {
    }

    /// <summary>The request's method, path, headers, query and route parameters.</summary>
    public abstract RequestHead Request { get; }

    /// <summary>Random ids, drawn from the seed.</summary>
    public abstract Ids Ids { get; }

    /// <summary>The wall clock when the handler was called.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>The wall clock as seconds since 1970, as <c>created</c> fields carry it.</summary>
    public long Timestamp => Now.ToUnixTimeSeconds();

    /// <summary>Cancelled when the client leaves. A handler can take it as a <see cref="CancellationToken"/> parameter.</summary>
    public abstract CancellationToken RequestEnd { get; }

    /// <summary>The provider's models in their order, including those that <c>models:</c> in responses.yml adds.</summary>
    public abstract IReadOnlyList<ModelInfo> Models { get; }

    /// <summary>The provider's settings from <c>providers.NAME.settings</c>. A handler can also take them as a parameter.</summary>
    /// <typeparam name="T">The record that <see cref="RegisterProviderAttribute.Settings"/> names.</typeparam>
    /// <exception cref="InvalidOperationException">The provider has no such settings.</exception>
    public abstract T Settings<T>()
        where T : notnull;

    /// <summary>What is known of one of the provider's models.</summary>
    /// <param name="name">Its name or one of its aliases.</param>
    /// <returns>The model, or null if the provider lists none of that name.</returns>
    public abstract ModelInfo? Model(string name);

    /// <summary>The configured response to a prompt.</summary>
    /// <param name="prompt">The text of the last user message.</param>
    /// <param name="model">The model's name as sent. It decides how tokens are counted.</param>
    /// <param name="limits">What may end the text early.</param>
    public Completion Respond(string prompt, string? model = null, CompletionLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return Respond(new Conversation([new("user", prompt)], model) { Limits = limits ?? CompletionLimits.None });
    }

    /// <summary>The configured response to a conversation.</summary>
    /// <param name="conversation">What the request asks for.</param>
    public abstract Completion Respond(Conversation conversation);

    /// <summary>
    /// Counts tokens that belong to no completion, such as those of a text to embed. Rate limits charge them. If they do not fit the
    /// limits, the client gets a refusal instead of the reply.
    /// </summary>
    /// <param name="usage">The tokens.</param>
    public abstract void Spend(Usage usage);

    /// <summary>How many tokens a text has.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="model">The model's name as sent. It decides which vocabulary counts.</param>
    public abstract int CountTokens(string text, string? model = null);

    /// <summary>The tokens of a prompt and a completion.</summary>
    /// <param name="prompt">What the client sent.</param>
    /// <param name="completion">What the provider answers.</param>
    /// <param name="model">The model's name as sent.</param>
    public Usage Usage(string prompt, string completion, string? model = null) =>
        new(CountTokens(prompt, model), CountTokens(completion, model));

    /// <summary>
    /// A completion's text, or its refusal, in the pieces that a stream sends, each with its time. The pieces joined are the text.
    /// </summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> returned.</param>
    /// <param name="choice">Which of several equal choices. Each has its own gaps.</param>
    public IEnumerable<TimedText> Pieces(Completion completion, int choice = 0)
    {
        ArgumentNullException.ThrowIfNull(completion);
        var pieces = AllParts(completion, choice);
        return completion.Parts is [] or [{ IsAnswer: true }]
            ? pieces
            : pieces.Where(piece => completion.Parts[piece.Part].IsAnswer);
    }

    /// <summary>
    /// All parts of a completion in the pieces that a stream sends, each with its time and its part: reasoning, text, refusal and the
    /// arguments of tool calls, in order. A part without characters has no piece.
    /// </summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> returned.</param>
    /// <param name="choice">Which of several equal choices. Each has its own gaps.</param>
    public abstract IEnumerable<TimedText> AllParts(Completion completion, int choice = 0);

    /// <summary>When a stream of a completion opens: its first events leave with the first token. Counted from the request's arrival.</summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> returned.</param>
    public abstract TimeSpan Opening(Completion completion);

    /// <summary>A completion's text as a stream of pieces at the configured pace. The pieces joined are the text.</summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> returned.</param>
    /// <param name="choice">Which of several equal choices. Each has its own gaps.</param>
    public abstract Source<string, NotUsed> Stream(Completion completion, int choice = 0);

    /// <summary>Any text as a stream of pieces at the configured pace. The pieces joined are the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="model">The model's name as sent. It decides what a token is if streams are cut by token.</param>
    public abstract Source<string, NotUsed> Stream(string text, string? model = null);

    /// <summary>A stream whose frames leave when they are due, counted from the request's arrival.</summary>
    /// <param name="frames">The frames in order. The stream asks for one at a time, as the client takes them.</param>
    /// <param name="ahead">
    /// True if a frame takes no time to make. The stream then asks for one frame more than the client has taken, and frames that are
    /// due together leave in one write.
    /// </param>
    public abstract Source<Frame, NotUsed> Pace(IEnumerable<Frame> frames, bool ahead = false);

    /// <summary>
    /// A text as an embedding: a unit vector. The same text always has the same vector, and similar texts have near ones.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="dimensions">How many numbers, at least 1. Fewer dimensions are the start of more, scaled to unit length.</param>
    /// <param name="model">The model's name. Vectors of different models are unrelated.</param>
    public abstract float[] Embed(string text, int dimensions, string? model = null);

    /// <summary>An endless sequence of random numbers in [0, 1). The same request with the same seed gets the same numbers.</summary>
    /// <param name="purpose">What the numbers are for, such as <c>embedding</c>. Each purpose has its own sequence.</param>
    public abstract IEnumerable<double> Draw(string purpose);

    /// <summary>When a plain reply leaves, counted from the request's arrival.</summary>
    internal abstract TimeSpan ReplyDue { get; }

    /// <summary>The text that a model's tokens stand for, or null if one of them is not in its vocabulary.</summary>
    internal abstract string? Decode(IReadOnlyList<int> tokens, string? model);

    /// <summary>
    /// A mock for one of several requests in one body. It has its own random choices, and its completions are neither paced nor charged
    /// with this reply.
    /// </summary>
    /// <param name="index">Which of the requests.</param>
    internal abstract Mock Isolated(int index);
}
