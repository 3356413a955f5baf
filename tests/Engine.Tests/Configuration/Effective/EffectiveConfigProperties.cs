using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Effective;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Configuration.Effective;

[Properties(Arbitrary = [typeof(AnyPlaces)], MaxTest = 500)]
public sealed class EffectiveConfigProperties
{
    private static readonly KnownProvider[] Known = [new("openai") { Models = [new("gpt-4o") { Aliases = ["4o"] }] }, "anthropic"];

    /// <summary>Every key of each place has a value of its own, so that a value tells its place.</summary>
    [Property]
    public void A_reply_is_paced_with_the_values_that_are_shown(AnyPlaces places)
    {
        var live = new LiveConfig(new(SnapshotReader.Read(places.Yaml, Known).Snapshot!), Known);
        Assert.Empty(live.Patch(Json(places.Patch)));
        var snapshot = live.Snapshots.Current;
        var header = places.Header is { } text ? LatencyHeader.Read(text).Settings : null;
        var rule = snapshot.Rules.Named("slow");

        var pace = new ReplyPace(new(), RandomSource.Of(1, 2, 3)) { Header = header, Layers = snapshot.Latency.For("openai", "gpt-4o")?.Settings };
        var paced = pace.For(rule?.Latency, () => 1_000) as ModelPace;
        var shown = new EffectiveConfig { Snapshot = snapshot, Provider = "openai", Model = "4o", Rule = rule, OwnLatency = header }
            .Values.ToDictionary(value => value.Key, value => value);

        Assert.Equal(paced?.Model.Gap.Mean ?? 0, Ticks("latency.inter_token"));
        Assert.Equal(paced?.First ?? 0, Ticks("latency.time_to_first_token") + (1_000 * Ticks("latency.prefill_per_token")));
        Assert.Equal(places.LayerOf("inter_token"), shown["latency.inter_token"].Origin.Name);
        Assert.Equal(places.LayerOf("time_to_first_token"), shown["latency.time_to_first_token"].Origin.Name);
        Assert.Equal(places.LayerOf("prefill_per_token"), shown["latency.prefill_per_token"].Origin.Name);

        double Ticks(string key) =>
            shown[key].Value is { } value && MockLlm.Engine.Yaml.Reading.Durations.TryParse(value.ToString(), out var duration, out _)
                ? duration.Ticks
                : throw new InvalidOperationException($"{key} is not shown as a duration.");
    }

    private static YamlMap Json(string json) => (YamlMap)YamlJsonReader.Read(Encoding.UTF8.GetBytes(json)).Root!;
}

/// <summary>Latency at any of the seven places; each place has any of three keys, and its values are its own.</summary>
public sealed class AnyPlaces
{
    private static readonly string[] Keys = ["time_to_first_token", "inter_token", "prefill_per_token"];
    private static readonly string[] Layers = ["request", "live", "live", "rule", "model", "provider", "top level"];

    private readonly bool[][] _has;

    private AnyPlaces(bool[][] has) => _has = has;

    public string Yaml => $$"""
        latency: {{Map(6)}}
        providers:
          openai:
            latency: {{Map(5)}}
        models:
          - name: gpt-4o
            provider: openai
            latency: {{Map(4)}}
        rules:
          - name: slow
            reply: {text: hi}
            latency: {{Map(3)}}
        """;

    public string Patch => $$"""{"latency": {{Json(2)}}, "providers": {"openai": {"latency": {{Json(1)}} } } }""";

    public string? Header => Pairs(0, "=").ToList() is { Count: > 0 } pairs ? string.Join("; ", pairs) : null;

    public static Arbitrary<AnyPlaces> Any() => Gen.Elements(true, false).ListOf(Layers.Length * Keys.Length)
        .Select(has => new AnyPlaces([.. has.Chunk(Keys.Length)])).ToArbitrary();

    /// <summary>The first place that has a key.</summary>
    public string LayerOf(string key) => _has.Index().Where(place => place.Item[Array.IndexOf(Keys, key)]).Select(place => Layers[place.Index]).FirstOrDefault("default");

    public override string ToString() => $"{Yaml}\n{Patch}\n{Header}";

    private string Map(int place) => $"{{{string.Join(", ", Pairs(place, ": "))}}}";

    private string Json(int place) => $"{{{string.Join(", ", Pairs(place, "\": \"").Select(pair => $"\"{pair}\""))}}}";

    private IEnumerable<string> Pairs(int place, string sign) =>
        Keys.Index().Where(key => _has[place][key.Index]).Select(key => $"{key.Item}{sign}{1 + place + (10 * key.Index)}ms");
}
