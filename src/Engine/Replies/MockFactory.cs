using System.Collections.Frozen;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Replies;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Tokenization;

// In the namespace of Mock, so that Mock.For needs no further using directive.
namespace MockLlm.Engine;

/// <summary>Makes mocks for the unit tests of handlers: <c>Mock.For(…)</c>.</summary>
public static class MockFactory
{
    private static readonly Lazy<Tokenizers> UnitTestTokenizers = new(Tokenizers.Start);

    extension(Mock)
    {
        /// <summary>
        /// A mock for calling a handler from a unit test, with no server and no actor system. The first one of a process builds the
        /// token vocabularies, which takes a quarter of a second.
        /// </summary>
        /// <param name="responses">Exact prompt → text, as under <c>responses:</c>.</param>
        /// <param name="unknownResponse">The answer to any other prompt, or null for the server's own sentence.</param>
        /// <param name="lagFactor">Ten times this many characters leave in a second. Null switches lag off.</param>
        /// <param name="time">The clock, or null for the system's.</param>
        /// <param name="seed">What ids and random numbers are drawn from.</param>
        /// <param name="request">The request's head, or null for a POST to <c>/</c> without headers.</param>
        /// <param name="settings">The provider's settings record.</param>
        /// <param name="models">The provider's models, for <see cref="Mock.Models"/> and <see cref="Mock.Model(string)"/>, or null for none.</param>
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
                Responses = new((responses ?? FrozenDictionary<string, string>.Empty)
                    .ToFrozenDictionary(response => response.Key, response => (ConfiguredText?)new ConfiguredText(response.Value))),
                UnknownResponse = new(unknownResponse ?? DefaultsSection.DefaultUnknownResponse),
                Lag = lagFactor is { } factor ? new(Enabled: true, factor) : new(),
            };
            UnitTestTokenizers.Value.Ready.GetAwaiter().GetResult();
            var identified = new IdentifiedRequest
            {
                Head = request ?? new("POST", "/", _ => null, _ => null, _ => null),
                Snapshot = snapshot,
                Identity = new() { Vendor = "", Instance = "", Operation = "" },
            };
            return new HandlerContext(identified, RandomSource.Of(seed, requestKey: 0, ordinal: 0), UnitTestTokenizers.Value, clock, clock.GetTimestamp())
            {
                SettingsRecord = settings,
                ListedModels = models is null ? ProviderModels.None : new(models),
            };
        }
    }
}
