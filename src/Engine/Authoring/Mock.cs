using Akka;
using Akka.Streams.Dsl;
using MockLlm.Engine.Work;

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

    /// <summary>Creates random ids from the seed of the request.</summary>
    public abstract Ids Ids { get; }

    /// <summary>The wall clock time when the handler was called.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary><see cref="Now"/> in seconds since 1970-01-01 UTC, as in the <c>created</c> fields of many APIs.</summary>
    public long Timestamp => Now.ToUnixTimeSeconds();

    /// <summary>Cancelled when the client disconnects. A handler can take it as a <see cref="CancellationToken"/> parameter.</summary>
    public abstract CancellationToken RequestEnd { get; }

    /// <summary>The models of the provider in order, including those that <c>models:</c> in responses.yml adds.</summary>
    public abstract IReadOnlyList<ModelInfo> Models { get; }

    /// <summary>The provider's settings from <c>providers.NAME.settings</c>. A handler can also take them as a parameter.</summary>
    /// <typeparam name="T">The record that <see cref="RegisterProviderAttribute.Settings"/> names.</typeparam>
    /// <exception cref="InvalidOperationException">The provider has no such settings.</exception>
    public abstract T Settings<T>()
        where T : notnull;

    /// <summary>Finds one of the provider's models.</summary>
    /// <param name="name">The name of the model or one of its aliases.</param>
    /// <returns>The model, or null if the provider lists no model of that name.</returns>
    public abstract ModelInfo? Model(string name);

    /// <summary>The configured response to a prompt.</summary>
    /// <param name="prompt">The text of the last user message.</param>
    /// <param name="model">The model's name as sent. It decides how tokens are counted.</param>
    /// <param name="limits">What can end the text early. Null means that nothing does.</param>
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

    /// <summary>Counts the tokens of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="model">The model's name as sent. It selects the vocabulary.</param>
    public abstract int CountTokens(string text, string? model = null);

    /// <summary>The bytes of each token of a text, in order. A token may end inside a character.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="model">The model's name as sent. It selects the vocabulary.</param>
    internal abstract IEnumerable<byte[]> TokenBytes(string text, string? model);

    /// <summary>The numbers of the tokens of a text, in order.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="model">The model's name as sent. It selects the vocabulary.</param>
    internal abstract IReadOnlyList<int> TokenNumbers(string text, string? model);

    /// <summary>Counts the tokens of a prompt and a completion.</summary>
    /// <param name="prompt">What the client sent.</param>
    /// <param name="completion">What the provider answers.</param>
    /// <param name="model">The model's name as sent.</param>
    public Usage Usage(string prompt, string completion, string? model = null) =>
        new(CountTokens(prompt, model), CountTokens(completion, model));

    /// <summary>
    /// Cuts the text of a completion, or its refusal, into the pieces of a stream, each with its time. The joined pieces are the text.
    /// </summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> returned.</param>
    /// <param name="choice">The index of the choice. Each choice has a timing of its own.</param>
    public IEnumerable<TimedText> Pieces(Completion completion, int choice = 0)
    {
        ArgumentNullException.ThrowIfNull(completion);
        var pieces = AllParts(completion, choice);
        return completion.Parts is [] or [{ IsAnswer: true }]
            ? pieces
            : pieces.Where(piece => completion.Parts[piece.Part].IsAnswer);
    }

    /// <summary>
    /// Cuts all parts of a completion into the pieces of a stream, each with its time and the index of its part. These are reasoning, text,
    /// refusal and the arguments of tool calls, in order. A part without characters has no piece.
    /// </summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> returned.</param>
    /// <param name="choice">The index of the choice. Each choice has a timing of its own.</param>
    public abstract IEnumerable<TimedText> AllParts(Completion completion, int choice = 0);

    /// <summary>
    /// When the first token of a completion is sent, counted from the arrival of the request. The first events of a stream are sent at that
    /// time.
    /// </summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> returned.</param>
    public abstract TimeSpan Opening(Completion completion);

    /// <summary>Streams the text of a completion in pieces at the configured pace. The joined pieces are the text.</summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> returned.</param>
    /// <param name="choice">The index of the choice. Each choice has a timing of its own.</param>
    public abstract Source<string, NotUsed> Stream(Completion completion, int choice = 0);

    /// <summary>Streams any text in pieces at the configured pace. The joined pieces are the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="model">The model's name as sent. It decides what a token is if streams are cut by token.</param>
    public abstract Source<string, NotUsed> Stream(string text, string? model = null);

    /// <summary>Streams frames. Each is sent when it is due, counted from the arrival of the request.</summary>
    /// <param name="frames">The frames in order. The stream takes the next one when the client has received the one before.</param>
    /// <param name="ahead">
    /// True if it takes no time to create a frame. The stream then stays one frame ahead of the client, and frames that are due together
    /// are sent in one write.
    /// </param>
    public abstract Source<Frame, NotUsed> Pace(IEnumerable<Frame> frames, bool ahead = false);

    /// <summary>
    /// Creates an embedding of a text: a vector of length 1. The same text always has the same vector, and similar texts have similar
    /// vectors.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="dimensions">
    /// The number of dimensions, at least 1. A shorter vector is the start of a longer one, scaled to length 1.
    /// </param>
    /// <param name="model">The model's name, or null. Vectors of different models are not related.</param>
    public abstract float[] Embed(string text, int dimensions, string? model = null);

    /// <summary>
    /// An endless sequence of random numbers from 0 to less than 1. The same request with the same seed gets the same numbers.
    /// </summary>
    /// <param name="purpose">What the numbers are for, such as <c>embedding</c>. Each purpose has its own sequence.</param>
    public abstract IEnumerable<double> Draw(string purpose);

    /// <summary>When a reply that is not a stream is sent, counted from the arrival of the request.</summary>
    internal abstract TimeSpan ReplyDue { get; }

    /// <summary>Like <see cref="Pace"/> with frames taken ahead, but a stream is created only if a frame has to wait.</summary>
    internal abstract PacedStream Paced(IEnumerable<Frame> frames);

    /// <summary>The work of the request. Code whose work depends on what the client sends counts its steps there.</summary>
    internal abstract WorkBudget Work { get; }

    /// <summary>
    /// Decodes token numbers of a model to text. Null if one of them is not in the vocabulary of a model that the provider lists. The
    /// vocabularies of other models are not known, so a number that cannot be decoded becomes U+FFFD.
    /// </summary>
    internal abstract string? Decode(IReadOnlyList<int> tokens, string? model);

    /// <summary>
    /// Creates a mock for one of several requests in one body, as in a batch. It has random numbers of its own. Its completions do not
    /// affect the pace of this reply and are not charged to it.
    /// </summary>
    /// <param name="index">The index of the request in the body.</param>
    internal abstract Mock Isolated(int index);
}
