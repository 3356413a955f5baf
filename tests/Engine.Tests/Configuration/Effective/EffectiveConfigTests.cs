using System.Text;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Effective;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Configuration.Effective;

public sealed class EffectiveConfigTests
{
    private static readonly KnownProvider[] Known = [new("openai", typeof(Own)) { Models = [new("gpt-4o")] }, "anthropic"];

    private sealed record Own(string Greeting = "hi", TimeSpan? Pause = null, string UpstreamKey = "sk-own");

    [Theory]
    [InlineData("latency: {zzz: 1}", "latency.")]
    [InlineData("limits: {zzz: 1}", "limits.")]
    [InlineData("settings: {zzz: 1}", "settings.")]
    [InlineData("server: {zzz: 1}", "server.")]
    public void Every_key_that_the_file_knows_is_shown(string unknownKey, string section)
    {
        var message = Assert.Single(SnapshotReader.Read(unknownKey, ["openai"]).Errors).Message;
        var known = message[(message.IndexOf("known are ", StringComparison.Ordinal) + "known are ".Length)..].Split(", ");

        // A profile is shown as the values that it gives.
        Assert.Equal(known.Where(key => key != "profile").Order(), Shown("{}").Keys.Where(key => key.StartsWith(section, StringComparison.Ordinal)).Select(key => key[section.Length..]).Order());
    }

    [Theory]
    [InlineData("{}", "latency.inter_token", "0", "default")]
    [InlineData("{}", "latency.slots", "null", "default")]
    [InlineData("{}", "limits.per", "\"key\"", "default")]
    [InlineData("{}", "seed", "null", "default")]
    [InlineData("seed: 42", "seed", "42", "top level")]
    [InlineData("latency: {inter_token: {mean: 15ms, cv: 0.3}}", "latency.inter_token", "\"{mean: 15ms, cv: 0.3}\"", "top level")]
    [InlineData("latency: {slots: 64, load_factor: 2.5}", "latency.load_factor", "2.5", "top level")]
    [InlineData("{}", "latency.speed", "1", "default")]
    [InlineData("latency: {profile: gpt-4o, speed: 10}", "latency.speed", "10", "top level")]
    [InlineData("providers: {openai: {limits: {requests_per_minute: 7, per: model}}}", "limits.per", "\"model\"", "provider")]
    [InlineData("settings: {chunk: {characters: 20}}", "settings.chunk", "\"{characters: 20}\"", "top level")]
    [InlineData("settings: {lag_enabled: true}", "settings.chunk", "\"character\"", "default")]
    [InlineData("settings: {api_keys: [sk-secret, sk-other]}", "settings.api_keys", "2", "top level")]
    [InlineData("server: {drain: 90s}", "server.drain", "\"90s\"", "top level")]
    [InlineData("{}", "server.max_body", "\"32MiB\"", "default")]
    [InlineData("providers: {openai: {enabled: no}}", "providers.openai.enabled", "false", "provider")]
    [InlineData("{}", "providers.openai.settings.greeting", "\"hi\"", "default")]
    [InlineData("{}", "providers.openai.settings.upstream_key", "\"***\"", "default")]
    [InlineData("providers: {openai: {settings: {upstream_key: sk-other}}}", "providers.openai.settings.upstream_key", "\"***\"", "provider")]
    [InlineData("providers: {openai: {settings: {pause: 1500ms}}}", "providers.openai.settings.pause", "\"1500ms\"", "provider")]
    public void A_value_is_shown_as_it_is_written_with_its_layer(string yaml, string key, string value, string layer)
    {
        var shown = Shown(yaml)[key];

        Assert.Equal((value, layer), (shown.Value?.ToJsonString(Relaxed) ?? "null", shown.Origin.Name));
    }

    [Theory]
    [InlineData("""{"settings": {"lag_enabled": true}}""", "settings.lag_enabled", "true", "live")]
    [InlineData("""{"settings": {"lag_factor": null}}""", "settings.lag_factor", "10", "default")]
    [InlineData("""{"providers": {"openai": {"enabled": false}}}""", "providers.openai.enabled", "false", "live")]
    [InlineData("""{"providers": {"openai": {"settings": {"greeting": "ho"}}}}""", "providers.openai.settings.greeting", "\"ho\"", "live")]
    [InlineData("""{"limits": {"requests_per_minute": 5}}""", "limits.requests_per_minute", "5", "live")]
    [InlineData("""{"limits": {"requests_per_minute": 5}, "providers": {"openai": {"limits": {"requests_per_minute": 6}}}}""", "limits.requests_per_minute", "6", "live")]
    [InlineData("""{"latency": {"inter_token": {"cv": 0.9}}}""", "latency.inter_token", "\"{mean: 15ms, cv: 0.9}\"", "live")]
    [InlineData("""{"latency": {"inter_token": null}}""", "latency.inter_token", "\"5ms\"", "model")]
    [InlineData("""{"latency": {"inter_token": {"samples": null}}}""", "latency.inter_token", "\"5ms\"", "model")]
    public void A_live_change_comes_before_the_file_and_null_removes_only_the_value_of_its_place(string patch, string key, string value, string layer)
    {
        const string Yaml = """
            settings: {lag_factor: 5}
            latency: {inter_token: {mean: 15ms, cv: 0.3}}
            providers: {openai: {limits: {requests_per_minute: 7}}}
            models: [{name: gpt-4o, provider: openai, latency: {inter_token: 5ms}}]
            """;

        var shown = Shown(Yaml, patch)[key];

        Assert.Equal((value, layer), (shown.Value?.ToJsonString(Relaxed), shown.Origin.Name));
    }

    [Fact]
    public void A_value_of_a_profile_says_where_the_profile_is_named()
    {
        var shown = Shown("latency: {profile: gpt-4o, inter_token: 5ms}");

        Assert.Equal(new("profile", "gpt-4o", "top level"), Of("latency.time_to_first_token"));
        Assert.Equal("{median: 390ms, p99: 2.1s}", shown["latency.time_to_first_token"].Value?.ToString());
        Assert.Equal(new("top level", null, null), Of("latency.inter_token"));

        (string, string?, string?) Of(string key) => (shown[key].Origin.Name, shown[key].Origin.Profile, shown[key].Origin.NamedAt);
    }

    [Fact]
    public void A_live_profile_comes_before_the_keys_of_the_file()
    {
        var shown = Shown("latency: {inter_token: 5ms}\nmodels: [{name: gpt-4o, provider: openai, latency: {inter_token: 6ms}}]", """{"latency": {"profile": "none"}}""");

        Assert.Equal(("0", "none"), (shown["latency.inter_token"].Value?.ToString(), shown["latency.inter_token"].Origin.Profile));
    }

    [Fact]
    public void Live_slots_count_for_the_whole_provider_even_if_the_file_gives_a_model_its_own()
    {
        const string Yaml = "models: [{name: gpt-4o, provider: openai, latency: {slots: 2}}]";
        var live = Live(Yaml, """{"providers": {"openai": {"latency": {"slots": 3}}}}""");

        var claim = Assert.Single(live.Snapshots.Current.Latency.Claims("openai"));
        Assert.Equal((null, 3), (claim.Model, claim.Slots));
        Assert.Equal(claim, live.Snapshots.Current.Latency.For("openai", "gpt-4o")?.Claim);
        live.Reset();
        Assert.Equal("gpt-4o", Assert.Single(live.Snapshots.Current.Latency.Claims("openai")).Model);
    }

    [Fact]
    public void Rules_and_faults_are_listed_in_the_order_in_which_they_are_checked()
    {
        var live = Live("rules: [{name: a, reply: {text: a}}, {reply: {text: b}}]\nfaults: [{name: file, kind: empty}, {kind: html}]", "{}");
        live.PutFault("mine", Json("""{"name": "mine", "kind": "hang"}"""));

        var config = new EffectiveConfig { Snapshot = live.Snapshots.Current, Provider = "openai" };

        Assert.Equal(["a", "#2"], config.Rules.Select(rule => rule.Name));
        Assert.Equal([("mine", "LiveTopLevel"), ("file", "TopLevel"), ("html", "TopLevel")], config.Faults.Select(fault => (fault.Name, fault.Layer.ToString())));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Dictionary<string, EffectiveValue> Shown(string yaml, string patch = "{}")
    {
        var snapshot = Live(yaml, patch).Snapshots.Current;
        var config = new EffectiveConfig { Snapshot = snapshot, Provider = "openai", Model = "gpt-4o", ProviderSettings = snapshot.SettingsOf("openai") };
        return config.Values.ToDictionary(value => value.Key);
    }

    private static LiveConfig Live(string yaml, string patch)
    {
        var live = new LiveConfig(new(SnapshotReader.Read(yaml, Known).Snapshot!), Known);
        Assert.Empty(live.Patch(Json(patch)));
        return live;
    }

    private static YamlMap Json(string json) => (YamlMap)YamlJsonReader.Read(Encoding.UTF8.GetBytes(json)).Root!;
}
