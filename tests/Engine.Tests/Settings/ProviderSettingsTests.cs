using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Settings;

/// <summary><c>providers.NAME.settings</c> as the provider's own record.</summary>
public sealed class ProviderSettingsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("providers: {custom: {}}")]
    [InlineData("providers: {custom: {settings: }}")]
    public void What_is_not_written_has_the_records_own_default(string yaml)
    {
        var settings = Good<CustomSettings>(yaml);

        Assert.Equal(("v1", true, 3, null, Speed.VeryFast, null), (settings.ApiVersion, settings.CustomSetting, settings.Retries, settings.Limit, settings.Speed, settings.Region));
        Assert.Equal((0.5, TimeSpan.FromMilliseconds(1500)), (settings.Share, settings.Timeout));
        Assert.Equal(["a"], settings.Tags);
        Assert.Equal(new Backend("localhost"), settings.Backend);
    }

    [Fact]
    public void Reads_a_field_of_every_kind()
    {
        var settings = Good<CustomSettings>("""
            providers:
              custom:
                settings:
                  api_version: 2
                  custom_setting: off
                  retries: 0
                  limit: -9223372036854775808
                  speed: slow
                  region: eu
                  share: 1
                  timeout: 80us
                  tags: [x, y]
                  numbers: [1, ~]
                  backend: {host: there, port: 8080}
            """);

        Assert.Equal(("2", false, 0, long.MinValue, Speed.Slow, "eu"), (settings.ApiVersion, settings.CustomSetting, settings.Retries, settings.Limit, settings.Speed, settings.Region));
        Assert.Equal((1, TimeSpan.FromMicroseconds(80)), (settings.Share, settings.Timeout));
        Assert.Equal(["x", "y"], settings.Tags);
        Assert.Equal([1, null], settings.Numbers);
        Assert.Equal(new Backend("there", 8080), settings.Backend);
    }

    [Fact]
    public void Nothing_may_be_written_where_the_type_is_nullable() => Assert.Null(Good<CustomSettings>(Written("speed: ~")).Speed);

    [Theory]
    [InlineData("retries: 11", 42, "retries is 11: it must be from 0 to 10")]
    [InlineData("retries: 2.5", 42, "retries is 2.5: it must be a whole number from -2147483648 to 2147483647")]
    [InlineData("retries: ~", 42, "retries is empty: it must be a whole number from -2147483648 to 2147483647")]
    [InlineData("share: -0.1", 40, "share is -0.1: it must be from 0 to 1")]
    [InlineData("share: much", 40, "share is much: it must be a number")]
    [InlineData("api_version: v1.23", 46, "api_version is v1.23: it must have at most 4 characters")]
    [InlineData("region: EU", 41, "region is EU: it must match [a-z]+")]
    [InlineData("speed: fast", 40, "speed is fast: it must be slow or very_fast")]
    [InlineData("timeout: 20", 42, "timeout is 20: a duration needs a unit, write 20ms")]
    [InlineData("custom_setting: maybe", 49, "custom_setting is maybe: it must be true or false")]
    [InlineData("tags: one", 39, "tags is one: it must be a list")]
    [InlineData("tags: [a, b, c]", 39, "tags is a list: it must have at most 2 items")]
    [InlineData("numbers: [1, x]", 46, "numbers[1] is x: it must be a whole number from -2147483648 to 2147483647")]
    [InlineData("backend: {}", 42, "backend.host is missing: it must be a text")]
    [InlineData("backend: {host: h, port: 0}", 58, "backend.port is 0: it must be from 1 to 65535")]
    [InlineData("backend: {host: ''}", 49, "backend.host is empty: it must be a text that is not empty")]
    [InlineData("retires: 1", 33, "retires is not a known key: did you mean retries?")]
    [InlineData("shown: x", 33, "shown is not a known key: known are api_version, custom_setting, retries, limit, speed, region, share, timeout, tags, numbers, backend")]
    public void Says_where_a_mistake_is_what_was_found_and_what_to_write(string settings, int column, string message)
    {
        var error = Assert.Single(Bad<CustomSettings>(Written(settings)));

        Assert.Equal(new ConfigError(1, column, "providers.custom.settings." + message), error);
    }

    [Fact]
    public void All_mistakes_are_found_at_once() =>
        Assert.Equal(4, Bad<CustomSettings>(Written("retries: 11, share: 2, zzz: 1, backend: {}")).Count);

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("seed: 1\nproviders:\n  custom:\n    enabled: true", 4, 5)]
    [InlineData("providers:\n  custom:\n    settings:\n      {}", 4, 7)]
    public void What_must_be_written_is_missed_at_the_nearest_map(string yaml, int line, int column)
    {
        var errors = Bad<NeededSettings>(yaml);

        Assert.All(errors.Take(1), error => Assert.Equal((line, column), (error.Line, error.Column)));
        Assert.Equal("providers.custom.settings.key is missing: it must be a text", errors[0].Message);
    }

    [Fact]
    public void A_required_field_without_a_usable_default_must_be_written() => Assert.Equal(
        [
            "providers.custom.settings.region is missing: it must be a text",
            "providers.custom.settings.choice is missing: it must be one or two",
        ],
        Bad<NeededSettings>(Written("key: k")).Select(error => error.Message));

    [Fact]
    public void A_provider_that_is_not_served_needs_no_settings() =>
        Assert.Null(Read<NeededSettings>("providers: {custom: {enabled: false}}").Snapshot!.SettingsOf("custom"));

    [Fact]
    public void Only_allowed_values_may_be_written() => Assert.Equal(
        "providers.custom.settings.choice is three: it must be one or two",
        Assert.Single(Bad<NeededSettings>(Written("key: k, region: r, choice: three"))).Message);

    [Fact]
    public void A_rule_over_the_whole_record_is_reported_at_the_map() => Assert.Equal(
        new ConfigError(1, 32, "providers.custom.settings cannot be used: least is more than most"),
        Assert.Single(Bad<Window>("providers: {custom: {settings: {least: 11}}}")));

    [Fact]
    public void What_the_records_own_code_throws_is_reported_at_the_map() => Assert.Equal(
        new ConfigError(1, 32, "providers.custom.settings cannot be used: a name has more than 3 letters"),
        Assert.Single(Bad<Picky>("providers: {custom: {settings: {name: abc}}}")));

    [Theory]
    [InlineData("pause: 2m", 40, "settings.pause is 2m: it must be from 1s to 1m")]
    [InlineData("own: 6", 38, "settings.own is 6: five at most")]
    public void A_rule_is_said_in_the_words_of_the_file_or_in_its_own(string settings, int column, string message) => Assert.Equal(
        new ConfigError(1, column, "providers.custom." + message), Assert.Single(Bad<Bounded>(Written(settings))));

    [Fact]
    public void A_rule_that_cannot_judge_its_field_is_an_error_and_no_crash() => Assert.StartsWith(
        "providers.custom.settings cannot be used: ", Assert.Single(Bad<Bounded>(Written("odd: 1"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{retries: 1}", "a map")]
    [InlineData("fast", "fast")]
    public void A_provider_without_settings_says_so(string settings, string found)
    {
        var reading = SnapshotReader.Read($"providers: {{plain: {{settings: {settings}}}}}", ["plain"]);

        Assert.Equal(
            new ConfigError(1, 31, $"providers.plain.settings is {found}: this provider has no settings, leave it out"), Assert.Single(reading.Errors));
    }

    [Fact]
    public void A_provider_without_settings_has_none()
    {
        var snapshot = SnapshotReader.Read("providers: {plain: {settings: {}}}", ["plain"]).Snapshot!;

        Assert.Null(snapshot.SettingsOf("plain"));
        Assert.Null(snapshot.SettingsOf("unheard-of"));
    }

    [Fact]
    public void Without_a_file_settings_have_their_defaults() => Assert.Equal(
        new Window(), SnapshotReader.Defaults([new KnownProvider("custom", typeof(Window))]).Snapshot!.SettingsOf("custom"));

    private static string Written(string settings) => $"providers: {{custom: {{settings: {{{settings}}}}}}}";

    private static ConfigReading Read<T>(string yaml) => SnapshotReader.Read(yaml, [new KnownProvider("custom", typeof(T))]);

    private static T Good<T>(string yaml)
    {
        var reading = Read<T>(yaml);
        Assert.Empty(reading.Errors);
        return Assert.IsType<T>(reading.Snapshot!.SettingsOf("custom"));
    }

    private static IReadOnlyList<ConfigError> Bad<T>(string yaml)
    {
        var reading = Read<T>(yaml);
        Assert.Null(reading.Snapshot);
        return reading.Errors;
    }
}
