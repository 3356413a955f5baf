using Akka;
using Akka.Streams.Dsl;
using MockLlm.Engine.Chance;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Models;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine;

/// <summary>
/// What the engine gives a handler for one request: the configured responses, token counts, ids, the clock, and streams paced
/// by the lag in force. Everything is taken from the snapshot the request arrived under.
/// </summary>
public sealed class Mock
{
    private readonly Snapshot _snapshot;
    private readonly Draws _draws;
    private readonly Tokenizers _tokenizers;
    private readonly TimeProvider _time;
    private readonly long _arrival;
    private Ids? _ids;

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

    /// <summary>The provider's models, those of <c>models:</c> in responses.yml included, in their order.</summary>
    public IReadOnlyList<ModelInfo> Models => Registry.All;

    internal ProviderModels Registry { get; init; } = ProviderModels.None;

    /// <summary>How long a plain answer waits, from the request's arrival: as long as the longest completion handed out.</summary>
    internal TimeSpan Duration { get; private set; }

    /// <summary>The configured response to a prompt.</summary>
    /// <param name="prompt">The text of the last user message.</param>
    /// <param name="model">The model's name as sent: it decides how tokens are counted.</param>
    /// <param name="limits">What may end the text early.</param>
    public Completion Respond(string prompt, string? model = null, CompletionLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var text = _snapshot.Responses.GetValueOrDefault(prompt, _snapshot.UnknownResponse);
        var tokens = text.Tokens(ModelEncoding.Of(model), _tokenizers);
        var completion = CompletionCut.Apply(text.Text, tokens, limits ?? CompletionLimits.None);
        var duration = LagSchedule.Duration(completion.Text, _snapshot.Lag);
        Duration = duration > Duration ? duration : Duration;
        return completion;
    }

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
    /// <param name="completion">What <see cref="Respond"/> handed out.</param>
    /// <param name="choice">Which of several equal choices: each has its own gaps.</param>
    public IEnumerable<TimedText> Pieces(Completion completion, int choice = 0)
    {
        ArgumentNullException.ThrowIfNull(completion);
        var random = _draws.For(choice == 0 ? "lag" : $"lag {choice}");
        return Completions.Pieces.Of(completion, _snapshot.Chunk, _snapshot.Lag, random);
    }

    /// <summary>A stream whose frames leave when they are due, counted from the request's arrival.</summary>
    /// <param name="frames">The frames in order; asked for one at a time, as the client takes them.</param>
    public Source<Frame, NotUsed> Pace(IEnumerable<Frame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return Source.FromGraph(new PacedFrames(frames, _time, _arrival));
    }
}
