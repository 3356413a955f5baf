using Akka;
using Akka.Streams.Dsl;
using MockLlm.Engine.Chance;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Models;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine;

/// <summary>
/// What the engine gives a handler for one request: the configured responses, token counts, ids, the clock, and streams paced
/// by the lag in force. Everything is taken from the snapshot the request arrived under.
/// </summary>
public sealed partial class Mock
{
    private readonly Snapshot _snapshot;
    private readonly Draws _draws;
    private readonly Tokenizers _tokenizers;
    private readonly TimeProvider _time;
    private readonly long _arrival;
    private Ids? _ids;
    private (Source<Frame, NotUsed>? Source, IEnumerable<Frame> Frames) _paced;

    internal Mock(RequestHead head, Snapshot snapshot, Draws draws, Tokenizers tokenizers, TimeProvider time, long arrival)
    {
        Request = head;
        _snapshot = snapshot;
        _draws = draws;
        _tokenizers = tokenizers;
        _time = time;
        _arrival = arrival;
        Now = time.GetUtcNow();
    }

    /// <summary>The request's method, path, headers, query and route parameters.</summary>
    public RequestHead Request { get; }

    /// <summary>Random ids, seeded.</summary>
    public Ids Ids => _ids ??= new Ids(_draws);

    /// <summary>The wall clock when the handler was called.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The wall clock as seconds since 1970, as <c>created</c> fields carry it.</summary>
    public long Timestamp => Now.ToUnixTimeSeconds();

    /// <summary>Cancelled when the client has left. A handler can take it as its <see cref="CancellationToken"/> parameter.</summary>
    public CancellationToken RequestEnd => End?.Invoke() ?? CancellationToken.None;

    /// <summary>Asked only by who wants to know: the web makes a token of a request's end when it is first asked for it.</summary>
    internal Func<CancellationToken>? End { get; init; }

    /// <summary>The provider's settings: as written, else the defaults of their record; null where there are none.</summary>
    internal object? SettingsRecord { get; init; }

    /// <summary>The provider's models, those of <c>models:</c> in responses.yml included, in their order.</summary>
    public IReadOnlyList<ModelInfo> Models => Registry.All;

    /// <summary>The name of the provider whose handler this is for.</summary>
    internal string Provider { get; init; } = "";

    internal ProviderModels Registry { get; init; } = ProviderModels.None;

    /// <summary>The pace of the reply; the web waits for it.</summary>
    internal ReplyPace Timing { get => field ??= new(_snapshot.Lag, _draws); init; }

    /// <summary>The tokens of the completions handed out so far; of their prompts where they are known.</summary>
    internal Usage Used { get; private set; }

    /// <summary>The configured response to a prompt.</summary>
    /// <param name="prompt">The text of the last user message.</param>
    /// <param name="model">The model's name as sent: it decides how tokens are counted.</param>
    /// <param name="limits">What may end the text early.</param>
    public Completion Respond(string prompt, string? model = null, CompletionLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return Respond(new Conversation([new("user", prompt)], model) { Limits = limits ?? CompletionLimits.None });
    }

    /// <summary>The configured response to a conversation.</summary>
    /// <param name="conversation">What is asked for.</param>
    public Completion Respond(Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var rule = Rule(conversation);
        var (text, tokens) = Text(rule, conversation);
        var completion = CompletionCut.Apply(text, tokens, conversation.Limits) with
        {
            Pace = Timing.For(rule?.Latency, () => conversation.PromptTokens ?? CountTokens(conversation.Prompt, conversation.Model)),
        };
        Timing.HandOut(completion, conversation.Choices);
        Used = new(Used.PromptTokens + (conversation.PromptTokens ?? 0), Used.CompletionTokens + (completion.Tokens * conversation.Choices));
        return completion;
    }

    /// <summary>The provider's settings from <c>providers.NAME.settings</c>. A handler can take them as a parameter, too.</summary>
    /// <typeparam name="T">The record that <see cref="RegisterProviderAttribute.Settings"/> names.</typeparam>
    /// <exception cref="InvalidOperationException">The provider has no such settings.</exception>
    public T Settings<T>()
        where T : notnull => SettingsRecord is T settings
            ? settings
            : throw new InvalidOperationException(
                $"There are no settings of type {typeof(T).Name}: name the type in [RegisterProvider(Settings = typeof({typeof(T).Name}))] and give each of its parameters a default, or write it in responses.yml.");

    /// <summary>What is known of one of the provider's models.</summary>
    /// <param name="name">Its name or one of its aliases.</param>
    /// <returns>The model, or null where the provider lists none of that name.</returns>
    public ModelInfo? Model(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Registry.Find(name);
    }

    /// <summary>How many tokens a text has.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="model">The model's name as sent: it decides which vocabulary counts.</param>
    public int CountTokens(string text, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _tokenizers.Count(text, ModelEncoding.Of(model));
    }

    /// <summary>The tokens of a prompt and a completion.</summary>
    /// <param name="prompt">What was sent.</param>
    /// <param name="completion">What is answered.</param>
    /// <param name="model">The model's name as sent.</param>
    public Usage Usage(string prompt, string completion, string? model = null) =>
        new(CountTokens(prompt, model), CountTokens(completion, model));

    /// <summary>A completion's text in the pieces that a stream sends, each with its time. Their concatenation is the text.</summary>
    /// <param name="completion">What <see cref="Respond(Conversation)"/> handed out.</param>
    /// <param name="choice">Which of several equal choices: each has its own gaps.</param>
    public IEnumerable<TimedText> Pieces(Completion completion, int choice = 0)
    {
        ArgumentNullException.ThrowIfNull(completion);
        var chunk = completion.Pace.Model is null ? _snapshot.Chunk : _snapshot.WrittenChunk ?? Chunking.Tokens;
        return Completions.Pieces.Of(completion, chunk, () => Timing.ScheduleOf(completion, choice));
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
        .FromGraph(new Paced<TimedText>(Pieces(completion, choice), static piece => piece.Due, _time, _arrival))
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

    /// <summary>Random numbers in [0, 1), without end: the same request under the same seed gets the same ones.</summary>
    /// <param name="purpose">What they are for, such as <c>embedding</c>; each purpose has its own.</param>
    public IEnumerable<double> Draw(string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return Numbers(_draws.For("provider " + purpose));
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
        var source = Source.FromGraph(new PacedFrames(frames, _time, _arrival, ahead));
        _paced = ahead ? (source, frames) : default;
        return source;
    }

    /// <summary>The frames of a stream that was made to be taken ahead; null: it is another one.</summary>
    internal FrameCursor? CursorOf(Source<Frame, NotUsed> stream) =>
        _paced.Source is { } source && ReferenceEquals(source, stream) ? new(_paced.Frames, _time, _arrival) : null;

    private Rule? Rule(Conversation conversation) => _snapshot.Rules.IsEmpty
        ? null
        : _snapshot.Rules.First(new(
            Provider,
            conversation.Model,
            conversation.Model is { } model ? Registry.Find(model)?.Name : null,
            conversation,
            Request));

    private (string Text, TextTokens Tokens) Text(Rule? rule, Conversation conversation)
    {
        var encoding = ModelEncoding.Of(conversation.Model);
        if (rule?.Reply is { } reply)
        {
            return reply.Make(encoding, _tokenizers, _draws);
        }

        var text = _snapshot.Responses.GetValueOrDefault(conversation.Prompt, _snapshot.UnknownResponse);
        return (text.Text, text.Tokens(encoding, _tokenizers));
    }

    private static IEnumerable<double> Numbers(RandomSequence random)
    {
        while (true)
        {
            yield return random.NextDouble();
        }
    }
}
