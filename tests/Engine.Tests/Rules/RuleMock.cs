using System.Text.Json;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Replies;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Tests.Matching;
using MockLlm.Engine.Tests.Tokenization;

namespace MockLlm.Engine.Tests.Rules;

/// <summary>What a handler of provider openai is given under some YAML.</summary>
internal static class RuleMock
{
    public static Snapshot Snapshot(string yaml)
    {
        var reading = SnapshotReader.Read(yaml, ["openai", "anthropic"]);
        Assert.Empty(reading.Errors);
        return reading.Snapshot!;
    }

    public static HandlerContext Of(Snapshot snapshot, ulong seed) =>
        new(Inputs.Request("openai", snapshot), new RandomSource(seed), SharedTokenizers.Instance, TimeProvider.System, 0) { ListedModels = ProviderModels.None };

    /// <param name="yaml">The whole of responses.yml.</param>
    /// <param name="cursors">How far sessions are; null: this request is alone.</param>
    /// <param name="headers">Name in lower case → value.</param>
    /// <param name="body">The request's body, for what templates name of it.</param>
    /// <param name="seed">What is drawn.</param>
    public static HandlerContext Of(
        string yaml, SequenceCursors? cursors = null, Dictionary<string, string>? headers = null, string body = "{}", ulong seed = 1)
    {
        var head = new RequestHead("POST", "/", name => headers?.GetValueOrDefault(name.ToLowerInvariant()), _ => null, _ => null);
        var request = Inputs.Request("openai", Snapshot(yaml), head);
        return new(
            request with
            {
                Identity = request.Identity with { NamedSession = request.Snapshot.RequestControl ? head.Header(SessionName.HeaderName) : null },
                Fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body),
            },
            new RandomSource(seed),
            SharedTokenizers.Instance,
            TimeProvider.System,
            0)
        {
            ListedModels = new ProviderModels([new("gpt-4o") { Aliases = ["4o"] }]),
            Sequences = cursors ?? new(),
        };
    }
}
