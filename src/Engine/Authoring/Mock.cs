using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Embeddings;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine;

/// <summary>
/// What the engine gives a handler for one request: the configured responses, token counts, ids, the clock, and streams paced
/// by the lag in force. Everything is taken from the snapshot the request arrived under.
/// </summary>
public sealed partial class Mock
{
    private readonly Snapshot _snapshot;
    private readonly RandomSource _draws;
    private readonly Tokenizers _tokenizers;
    private readonly TimeProvider _time;
    private readonly long _arrival;
    private Ids? _ids;

    internal Mock(RequestHead head, Snapshot snapshot, RandomSource draws, Tokenizers tokenizers, TimeProvider time, long arrival)
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

    /// <summary>The provider whose code this is for: its name, settings and models under the snapshot.</summary>
    internal ProviderRegistration Registration
    {
        init
        {
            Provider = value.Name;
            SettingsRecord = _snapshot.SettingsOf(value.Name) ?? value.DefaultSettings;
            Registry = _snapshot.Models.Of(value.Name);
        }
    }

    /// <summary>The name of the provider whose handler this is for.</summary>
    internal string Provider { get; init; } = "";

    internal ProviderModels Registry { get; init; } = ProviderModels.None;

    /// <summary>The pace of the reply; the web waits for it.</summary>
    internal ReplyPace Timing { get => field ??= new(_snapshot.Lag, _draws); init; }

    /// <summary>Is charged every completion that is handed out; null: there are no limits.</summary>
    internal ReplyCharge? Charge { get; init; }

    /// <summary>Changes every completion before it is handed out; null: none is changed.</summary>
    internal CompletionChange? Change { get; init; }

    /// <summary>The tokens of the completions handed out so far; of their prompts where they are known.</summary>
    internal Usage Used { get; private set; }

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

    /// <summary>
    /// The same for one of several requests that one body holds: its draws are its own, and what it is answered is neither paced nor
    /// charged as this reply.
    /// </summary>
    /// <param name="index">Which of them.</param>
    internal Mock Aside(int index) => new(Request, _snapshot, RandomSource.Of(_draws.Key, requestKey: 0, index), _tokenizers, _time, _arrival)
    {
        SettingsRecord = SettingsRecord,
        Provider = Provider,
        Registry = Registry,
    };

    /// <summary>
    /// A text as an embedding: a unit vector, always the same for the text, and nearer to those of similar texts than to others.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="dimensions">How many numbers, at least 1; fewer are the beginning of more, scaled to unit length again.</param>
    /// <param name="model">The model's name: vectors of different models have nothing to do with each other.</param>
    public float[] Embed(string text, int dimensions, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        return TextVector.Of(text, dimensions, model ?? "");
    }

    /// <summary>Random numbers in [0, 1), without end: the same request under the same seed gets the same ones.</summary>
    /// <param name="purpose">What they are for, such as <c>embedding</c>; each purpose has its own.</param>
    public IEnumerable<double> Draw(string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return Numbers(_draws.For("provider " + purpose));
    }

    private static IEnumerable<double> Numbers(RandomSequence random)
    {
        while (true)
        {
            yield return random.NextDouble();
        }
    }
}
