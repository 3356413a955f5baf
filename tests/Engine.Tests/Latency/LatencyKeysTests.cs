using System.Reflection;
using System.Text.Json;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Effective;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Latency;

/// <summary>Every key of latency takes part in everything that is done with latency. Whoever adds a key is told what is missing.</summary>
public sealed class LatencyKeysTests
{
    // These count for a whole provider or model, so that neither a profile nor a rule has them.
    private static readonly string[] Counted = ["slots", "queue", "startup", "prefix_cache", "batch"];

    public static TheoryData<string> All => [.. Names()];

    public static TheoryData<string> Times => [.. Names().Where(name => !Counted.Contains(KeyOf(name)))];

    [Fact]
    public void There_are_keys() => Assert.Equal(10, Names().Count());

    [Theory]
    [MemberData(nameof(All))]
    public void Every_key_is_read_and_listed(string property)
    {
        var settings = Read(property);

        Assert.Equal(ValueOf(settings, property), Listed(settings, property));
        Assert.Equal(Sample(property), ValueOf(settings, property)?.Text);
        Assert.Equal(ConfigLayer.TopLevel, ValueOf(settings, property)?.Origin.Layer);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_key_is_merged_and_moved(string property)
    {
        var (low, high) = (Read(property), Read(property).At(new(ConfigLayer.Model)));

        Assert.Same(ValueOf(high, property), ValueOf(LatencySettings.Merge(low, high), property));
        Assert.Same(ValueOf(high, property), ValueOf(LatencySettings.Merge(high, low), property));
        Assert.Same(ValueOf(low, property), ValueOf(LatencySettings.Merge(new(), low), property));
        Assert.Equal(ConfigLayer.Model, ValueOf(high, property)?.Origin.Layer);
    }

    [Theory]
    [MemberData(nameof(Times))]
    public void Every_time_is_in_the_profile_none_and_can_be_in_any_profile(string property)
    {
        var findings = new Findings();
        var profile = Assert.Single(Profiles.Read($"mine: {{source: estimate, {KeyOf(property)}: {Sample(property)}}}", findings));

        Assert.Empty(findings.Errors);
        Assert.NotNull(ValueOf(profile.Settings, property));
        Assert.NotNull(ValueOf(LatencySettings.None, property));
    }

    [Theory]
    [MemberData(nameof(Times))]
    public void Every_time_can_be_in_a_header_and_in_a_rule(string property)
    {
        var (header, mistake) = LatencyHeader.Read($"{KeyOf(property)}={Sample(property)}");
        var rule = SnapshotReader.Read($"rules: [{{latency: {{{KeyOf(property)}: {Sample(property)}}}}}]", ["openai"]).Snapshot!.Rules.All[0].Latency;

        Assert.Null(mistake);
        Assert.Equal(ConfigLayer.Request, ValueOf(header!, property)?.Origin.Layer);
        Assert.Equal(ConfigLayer.Rule, ValueOf(rule!, property)?.Origin.Layer);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_key_is_shown_with_its_value_and_its_layer(string property)
    {
        var config = new EffectiveConfig { Snapshot = Snapshot(property), Provider = "openai" };
        var shown = Assert.Single(config.Values, value => value.Key == $"latency.{KeyOf(property)}");

        Assert.Equal(Sample(property), shown.Value?.ToJsonString().Trim('"'));
        Assert.Equal("top level", shown.Origin.Name);
    }

    private static IEnumerable<string> Names() => typeof(LatencySettings).GetProperties()
        .Where(property => property.PropertyType.IsAssignableTo(typeof(ConfigValue)))
        .Select(property => property.Name);

    private static LatencySettings Read(string property) => Snapshot(property).Latency.For("openai", listedModel: null)!.Settings;

    // With slots beside it, since some keys need them.
    private static Snapshot Snapshot(string property)
    {
        var slots = KeyOf(property) == "slots" ? "" : ", slots: 4";
        var reading = SnapshotReader.Read($"latency: {{{KeyOf(property)}: {Sample(property)}{slots}}}", ["openai"]);
        Assert.Empty(reading.Errors);
        return reading.Snapshot!;
    }

    private static string Sample(string property)
    {
        var type = typeof(LatencySettings).GetProperty(property)!.PropertyType.GenericTypeArguments[0];
        return KeyOf(property) is "prefix_cache" ? "{block: 2}" : KeyOf(property) is "batch" ? "{sequences: 2}" : type == typeof(Distribution) || type == typeof(TimeSpan) || property.EndsWith("PerToken", StringComparison.Ordinal) ? "2ms" : "2";
    }

    private static string KeyOf(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    private static ConfigValue? ValueOf(LatencySettings settings, string property) =>
        (ConfigValue?)typeof(LatencySettings).GetProperty(property, BindingFlags.Instance | BindingFlags.Public)!.GetValue(settings);

    private static ConfigValue? Listed(LatencySettings settings, string property) => Assert.Single(settings.Keys, key => key.Key == KeyOf(property)).Value;
}
