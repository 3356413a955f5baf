using System.Collections.Frozen;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine;

public sealed partial class Mock
{
    private static readonly Lazy<Tokenizers> UnitTestTokenizers = new(Tokenizers.Start);

    /// <summary>
    /// A mock for calling a handler from a unit test, with no server and no actor system. The first one of a process builds the
    /// token vocabularies, which takes a quarter of a second.
    /// </summary>
    /// <param name="responses">Exact prompt → text, as under <c>responses:</c>.</param>
    /// <param name="unknownResponse">What is answered to any other prompt; null: the server's own sentence.</param>
    /// <param name="lagFactor">Ten times this many characters leave a second; null: lag is off.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <param name="seed">What ids and random numbers are drawn from.</param>
    /// <param name="request">The request's head; null: a POST to <c>/</c> without headers.</param>
    /// <param name="settings">The provider's settings record.</param>
    /// <param name="models">The provider's models, for <see cref="Models"/> and <see cref="Model(string)"/>; null: none.</param>
    public static Mock For(
        IReadOnlyDictionary<string, string>? responses = null,
        string? unknownResponse = null,
        double? lagFactor = null,
        TimeProvider? time = null,
        ulong seed = 0,
        RequestHead? request = null,
        object? settings = null,
        IReadOnlyList<ModelInfo>? models = null)
    {
        var clock = time ?? TimeProvider.System;
        var snapshot = new Snapshot
        {
            Responses = (responses ?? FrozenDictionary<string, string>.Empty)
                .ToFrozenDictionary(response => response.Key, response => new ConfiguredText(response.Value)),
            UnknownResponse = new(unknownResponse ?? Snapshot.DefaultUnknownResponse),
            Lag = lagFactor is { } factor ? new(Enabled: true, factor) : new(),
        };
        UnitTestTokenizers.Value.Ready.GetAwaiter().GetResult();
        return new(
            request ?? new("POST", "/", _ => null, _ => null, _ => null),
            snapshot,
            RandomSource.Of(seed, requestKey: 0, ordinal: 0),
            UnitTestTokenizers.Value,
            clock,
            clock.GetTimestamp())
        {
            SettingsRecord = settings,
            Registry = models is null ? ProviderModels.None : new(models),
        };
    }
}
