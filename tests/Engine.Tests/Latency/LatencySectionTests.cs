using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Inference.Batching;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Tests.Latency;

public sealed class LatencySectionTests
{
    private static readonly KnownProvider[] Providers =
        [new("openai") { Models = [new("gpt-4o") { Aliases = ["4o"] }, new("gpt-5")] }, new("anthropic")];

    [Theory]
    [InlineData("15ms", 150_000)]
    [InlineData("0", 0)]
    [InlineData("0.5us", 5)]
    [InlineData("{mean: 15ms, cv: 0.3}", 150_000)]
    [InlineData("{mean: 15ms, cv: 0}", 150_000)]
    [InlineData("{median: 400ms, p99: 400ms}", 4_000_000)]
    [InlineData("{min: 10ms, max: 20ms}", 150_000)]
    [InlineData("{min: 0, max: 0}", 0)]
    [InlineData("{samples: [12ms, 14ms, 19ms]}", 150_000)]
    public void Reads_every_form_of_distribution(string written, double mean) =>
        Assert.Equal(mean, InForce($"latency: {{inter_token: {written}}}")!.InterToken!.Value.Mean, 1e-6);

    [Theory]
    [InlineData("20", "1:24: latency.inter_token is 20: a duration needs a unit, write 20ms")]
    [InlineData("[1ms]", "1:24: latency.inter_token is a list: write 15ms, {mean: 15ms, cv: 0.3}, {median: 400ms, p99: 3s}, {min: 10ms, max: 20ms} or {samples: [12ms, 14ms]}")]
    [InlineData("{}", "1:24: latency.inter_token is an empty map: it must say how the duration is distributed, write 15ms, {mean: 15ms, cv: 0.3}, {median: 400ms, p99: 3s}, {min: 10ms, max: 20ms} or {samples: [12ms, 14ms]}")]
    [InlineData("{mean: 15ms}", "1:24: latency.inter_token.cv is missing: write it beside mean, for instance {mean: 15ms, cv: 0.3}")]
    [InlineData("{cv: 1}", "1:24: latency.inter_token.mean is missing: write it beside cv, for instance {mean: 15ms, cv: 0.3}")]
    [InlineData("{median: 15ms}", "1:24: latency.inter_token.p99 is missing: write it beside median, for instance {median: 400ms, p99: 3s}")]
    [InlineData("{p99: 15ms}", "1:24: latency.inter_token.median is missing: write it beside p99, for instance {median: 400ms, p99: 3s}")]
    [InlineData("{min: 15ms}", "1:24: latency.inter_token.max is missing: write it beside min, for instance {min: 10ms, max: 20ms}")]
    [InlineData("{max: 15ms}", "1:24: latency.inter_token.min is missing: write it beside max, for instance {min: 10ms, max: 20ms}")]
    [InlineData("{mean: 0, cv: 1}", "1:31: latency.inter_token.mean is 0: it must be more than 0, for instance 15ms")]
    [InlineData("{mean: 15, cv: 1}", "1:31: latency.inter_token.mean is 15: a duration needs a unit, write 15ms")]
    [InlineData("{mean: 1ms, cv: -1}", "1:40: latency.inter_token.cv is -1: it must be a number from 0 to 100, the standard deviation divided by the mean, for instance 0.3")]
    [InlineData("{median: 0, p99: 1s}", "1:33: latency.inter_token.median is 0: it must be more than 0, for instance 15ms")]
    [InlineData("{median: 2s, p99: 1s}", "1:42: latency.inter_token.p99 is 1s: it must be at least the median, 2s")]
    [InlineData("{min: 20ms, max: 10ms}", "1:41: latency.inter_token.max is 10ms: it must be at least min, 20ms")]
    [InlineData("{samples: []}", "1:34: latency.inter_token.samples is an empty list: it must have at least one duration, such as [12ms, 14ms, 200ms]")]
    [InlineData("{samples: 5ms}", "1:34: latency.inter_token.samples is 5ms: it must be a list of durations, such as [12ms, 14ms, 200ms]")]
    [InlineData("{samples: [5ms, 6]}", "1:40: latency.inter_token.samples[1] is 6: a duration needs a unit, write 6ms")]
    [InlineData("{mean: 15ms, min: 1ms}", "1:24: latency.inter_token is a map: mean/cv and min/max are two forms, keep one")]
    [InlineData("{maen: 15ms, cv: 1}", "1:24: latency.inter_token.mean is missing: write it beside cv, for instance {mean: 15ms, cv: 0.3}\n1:25: latency.inter_token.maen is not a known key: did you mean mean?")]
    public void Refuses_what_is_no_distribution_and_says_what_to_write(string written, string errors) =>
        Assert.Equal(errors, Errors($"latency: {{inter_token: {written}}}"));

    [Theory]
    [InlineData("{slots: 0}", "1:18: latency.slots is 0: it must be a whole number from 1 to 2147483647, for instance 64")]
    [InlineData("{slots: 0, queue: 1}", "1:18: latency.slots is 0: it must be a whole number from 1 to 2147483647, for instance 64")]
    [InlineData("{queue: 5}", "1:18: latency.queue is 5: it needs slots, here or in a layer under it, for instance slots: 64")]
    [InlineData("{load_factor: 2}", "1:24: latency.load_factor is 2: it needs slots of at least 2, here or in a layer under it")]
    [InlineData("{load_factor: 2, slots: 1}", "1:24: latency.load_factor is 2: it needs slots of at least 2, here or in a layer under it")]
    [InlineData("{load_factor: 0, slots: 2}", "1:24: latency.load_factor is 0: it must be a number over 0, for instance 2.5")]
    [InlineData("{speed: 0}", "1:18: latency.speed is 0: it must be a number from 0.001 to 1000000, for instance 10")]
    [InlineData("{speed: 1e7}", "1:18: latency.speed is 1e7: it must be a number from 0.001 to 1000000, for instance 10")]
    [InlineData("{speed: -1}", "1:18: latency.speed is -1: it must be a number from 0.001 to 1000000, for instance 10")]
    [InlineData("{speed: 10x}", "1:18: latency.speed is 10x: it must be a number from 0.001 to 1000000, for instance 10")]
    [InlineData("{prefix_cache: on}", "1:25: latency.prefix_cache is on: write off, or a map such as {block: 16, blocks: 20000}")]
    [InlineData("{prefix_cache: {block: 0}}", "1:33: latency.prefix_cache.block is 0: it must be a whole number of tokens from 1 to 4096, for instance 16")]
    [InlineData("{prefix_cache: {blocks: 2e6}}", "1:34: latency.prefix_cache.blocks is 2e6: it must be a whole number from 1 to 1000000, for instance 20000")]
    [InlineData("{prefix_cache: {size: 4}}", "1:26: latency.prefix_cache.size is not a known key: known are block, blocks")]
    [InlineData("{batch: on}", "1:18: latency.batch is on: write off, or a map such as {sequences: 256, prefill_tokens: 8192, step: 8ms, per_token: 30us}")]
    [InlineData("{batch: {sequences: 0}}", "1:30: latency.batch.sequences is 0: it must be a whole number from 1 to 65536, for instance 256")]
    [InlineData("{batch: {prefill_tokens: 1e9}}", "1:35: latency.batch.prefill_tokens is 1e9: it must be a whole number from 1 to 1000000, for instance 8192")]
    [InlineData("{batch: {step: 0}}", "1:25: latency.batch.step is 0: it must be more than 0, for instance 8ms")]
    [InlineData("{batch: {per_token: 3}}", "1:30: latency.batch.per_token is 3: a duration needs a unit, write 3ms")]
    [InlineData("{batch: {tokens: 4}}", "1:19: latency.batch.tokens is not a known key: known are sequences, prefill_tokens, step, per_token")]
    [InlineData("{startup: 30}", "1:20: latency.startup is 30: a duration needs a unit, write 30ms")]
    [InlineData("{profile: gpt-4oo}", "1:20: latency.profile is gpt-4oo: there is no such profile, did you mean gpt-4o?")]
    [InlineData("{profile: quantum}", "1:20: latency.profile is quantum: there is no such profile, 'mockllm profiles' lists those there are")]
    [InlineData("{prefill_per_token: 40}", "1:30: latency.prefill_per_token is 40: a duration needs a unit, write 40ms")]
    [InlineData("{slot: 4}", "1:11: latency.slot is not a known key: did you mean slots?")]
    [InlineData("5ms", "1:10: latency is 5ms: it must be a map of keys such as time_to_first_token")]
    public void Refuses_a_wrong_key_with_its_place(string written, string error) => Assert.Equal(error, Errors($"latency: {written}"));

    [Theory]
    [InlineData("latency: {slots: 4}\nproviders: {openai: {latency: {queue: 5, load_factor: 2}}}")]
    [InlineData("latency: {slots: 4}\nmodels: [{name: gpt-4o, provider: openai, latency: {queue: 5, load_factor: 0.5}}]")]
    [InlineData("providers: {openai: {latency: {slots: 4}}}\nmodels: [{name: gpt-4o, provider: openai, latency: {queue: 0, load_factor: 2}}]")]
    public void The_slots_of_a_layer_under_it_count(string yaml) => Assert.Equal("", Errors(yaml));

    [Theory]
    [InlineData("latency: {load_factor: 2}\nproviders: {openai: {latency: {slots: 4}}}", "1:24")]
    [InlineData("providers: {openai: {latency: {slots: 4}}}\nmodels: [{name: m, provider: anthropic, latency: {queue: 5}}]", "2:58")]
    public void The_slots_of_a_layer_above_it_do_not_count(string yaml, string place) => Assert.StartsWith(place, Errors(yaml), StringComparison.Ordinal);

    [Theory]
    [InlineData("models: [{name: gpt-4o, provider: openai, latency: {startup: 5s}}]", "1:62: models[0].latency.startup")]
    [InlineData("rules: [{latency: {inter_token: 1s, startup: 5s}}]", "1:46: rules[0].latency.startup")]
    public void Only_the_server_and_providers_have_a_startup(string yaml, string place) => Assert.Equal(
        place + " is 5s: startup counts for the whole server or a provider: give it in responses.yml under latency or providers.NAME.latency", Errors(yaml));

    [Fact]
    public void A_provider_has_its_own_startup_or_that_of_the_server()
    {
        var layers = SnapshotReader.Read("latency: {startup: 30s}\nproviders: {openai: {latency: {startup: 0}}}", Providers).Snapshot!.Latency;

        Assert.Equal((true, TimeSpan.Zero, TimeSpan.FromSeconds(30)), (layers.HasStartup, layers.StartupOf("openai"), layers.StartupOf("anthropic")));
        Assert.False(SnapshotReader.Read("latency: {startup: 0, slots: 3}", Providers).Snapshot!.Latency.HasStartup);
    }

    [Theory]
    [InlineData("{}", 16, 20_000)]
    [InlineData("{block: 32}", 32, 20_000)]
    [InlineData("{blocks: 5}", 16, 5)]
    [InlineData("off", 1, 0)]
    public void Reads_the_size_of_the_prefix_cache(string written, int block, int blocks) =>
        Assert.Equal(new(block, blocks), InForce($"latency: {{prefix_cache: {written}}}")!.PrefixCache!.Value);

    [Fact]
    public void Reads_the_batch()
    {
        Assert.Equal(new(4, 100, TimeSpan.FromMilliseconds(1), TimeSpan.Zero), InForce("latency: {batch: {sequences: 4, prefill_tokens: 100, step: 1ms, per_token: 0}}")!.Batch!.Value);
        Assert.Equal(new(256, 8_192, TimeSpan.FromMilliseconds(8), TimeSpan.FromMicroseconds(30)), InForce("latency: {batch: {}}")!.Batch!.Value);
        Assert.Equal(BatchSettings.Off, InForce("latency: {batch: {}}\nproviders: {openai: {latency: {batch: off}}}")!.Batch!.Value);
    }

    [Theory]
    [InlineData("latency: {batch: {}, inter_token: 5ms, prefill_per_token: 1ms}", "1:22: latency.inter_token|1:40: latency.prefill_per_token")]
    [InlineData("latency: {batch: {}}\nproviders: {openai: {latency: {inter_token: 5ms}}}", "2:32: providers.openai.latency.inter_token")]
    [InlineData("latency: {batch: off, inter_token: 5ms}", "")]
    [InlineData("latency: {batch: {}, profile: gpt-4o, time_to_first_token: 5ms}", "")]
    public void Says_which_keys_do_nothing_with_a_batch(string yaml, string warnings)
    {
        var reading = SnapshotReader.Read(yaml, Providers);

        Assert.Empty(reading.Errors);
        Assert.Equal(
            warnings.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(place => place + " is ignored: with batch, the steps of the batch say when a token is made"),
            reading.Warnings.Select(warning => $"{warning.Line}:{warning.Column}: {warning.Message}"));
    }

    [Theory]
    [InlineData("latency: {batch: {}, speed: 2}", null, 40_000)]
    [InlineData("latency: {speed: 2}\nproviders: {openai: {latency: {batch: {}}}}", null, 40_000)]
    [InlineData("latency: {batch: {}}\nmodels: [{name: gpt-5, provider: openai, latency: {speed: 4}}]", "gpt-5", 20_000)]
    [InlineData("models: [{name: gpt-5, provider: openai, latency: {batch: {}}}]", "gpt-5", 80_000)]
    [InlineData("latency: {batch: {}}\nmodels: [{name: gpt-5, provider: openai, latency: {time_to_first_token: 1s}}]", null, 80_000)]
    public void A_batch_belongs_to_the_layer_that_gives_it_or_its_speed(string yaml, string? model, double step)
    {
        var batch = SnapshotReader.Read(yaml, Providers).Snapshot!.Latency.For("openai", "gpt-5")!.Batch!;

        Assert.Equal((model, step), (batch.Model, batch.Step));
    }

    [Fact]
    public void The_most_specific_layer_wins_key_by_key()
    {
        const string Yaml = """
            latency: {time_to_first_token: 1ms, inter_token: 1ms, prefill_per_token: 1ms, slots: 2, speed: 2}
            providers: {openai: {latency: {inter_token: 2ms, prefill_per_token: 2ms, queue: 2}}}
            models: [{name: 4o, provider: openai, latency: {prefill_per_token: 3ms, speed: 3}}]
            """;

        Assert.Equal(Times(1, 2, 3) with { Slots = 2, Queue = 2, Speed = 3 }, InForce(Yaml, "openai", "4o"));
        Assert.Equal(Times(1, 2, 3) with { Slots = 2, Queue = 2, Speed = 3 }, InForce(Yaml, "openai", "gpt-4o"));
        Assert.Equal(Times(1, 2, 2) with { Slots = 2, Queue = 2, Speed = 2 }, InForce(Yaml, "openai", "gpt-5"));
        Assert.Equal(Times(1, 1, 1) with { Slots = 2, Speed = 2 }, InForce(Yaml, "anthropic", "claude"));
    }

    [Fact]
    public void A_profile_is_spread_in_its_own_layer_and_keys_beside_it_win()
    {
        const string Yaml = """
            latency: {time_to_first_token: 1ms, inter_token: 1ms, prefill_per_token: 1ms}
            providers: {openai: {latency: {profile: none, inter_token: 2ms}}}
            models: [{name: gpt-4o, provider: openai, latency: {prefill_per_token: 3ms}}]
            """;

        Assert.Equal(Times(0, 2, 3) with { LoadFactor = 1, Speed = 1 }, InForce(Yaml, "openai", "gpt-4o"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("latency:")]
    [InlineData("latency: {}")]
    [InlineData("providers: {openai: {latency: {}}}")]
    public void A_section_that_says_nothing_leaves_latency_out_of_force(string yaml) => Assert.Null(InForce(yaml));

    [Theory]
    [InlineData("", true)]
    [InlineData("settings: {request_control: true}", true)]
    [InlineData("settings: {request_control: false}", false)]
    public void Reads_whether_requests_may_ask_for_something(string yaml, bool expected) =>
        Assert.Equal(expected, SnapshotReader.Read(yaml, Providers).Snapshot!.RequestControl);

    private static LatencySettings Times(int first, int gap, int prefill) => new()
    {
        TimeToFirstToken = new Distribution.Constant(first * TimeSpan.TicksPerMillisecond),
        InterToken = new Distribution.Constant(gap * TimeSpan.TicksPerMillisecond),
        PrefillPerToken = prefill * TimeSpan.TicksPerMillisecond,
    };

    private static LatencySettings? InForce(string yaml, string provider = "openai", string model = "gpt-5")
    {
        var reading = SnapshotReader.Read(yaml, Providers);
        Assert.Empty(reading.Errors);
        return reading.Snapshot!.Latency.For(provider, reading.Snapshot.Models.Of(provider).Find(model)?.Name)?.Settings;
    }

    private static string Errors(string yaml) =>
        string.Join('\n', SnapshotReader.Read(yaml, Providers).Errors.Select(error => $"{error.Line}:{error.Column}: {error.Message}"));
}
