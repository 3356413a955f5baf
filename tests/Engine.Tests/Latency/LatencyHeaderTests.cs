using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Tests.Latency;

public sealed class LatencyHeaderTests
{
    [Theory]
    [InlineData("time_to_first_token=0; inter_token={mean: 14ms, cv: 0}")]
    [InlineData("time_to_first_token=0;inter_token={mean: 14ms, cv: 0};")]
    [InlineData("  inter_token = {mean: '14ms', cv: 0} ; time_to_first_token = 0  ")]
    [InlineData("profile=none; inter_token={median: 14ms, p99: 14ms}")]
    [InlineData("profile='none'; inter_token={samples: [14ms]}")]
    public void Reads_pairs(string text)
    {
        var (settings, mistake) = LatencyHeader.Read(text);

        Assert.Null(mistake);
        Assert.Equal(0, settings!.TimeToFirstToken!.Value.Mean);
        Assert.Equal(140_000, settings.InterToken!.Value.Mean, 1e-6);
    }

    [Fact]
    public void Reads_the_speed() => Assert.Equal(2.5, LatencyHeader.Read("profile=gpt-4o; speed=2.5").Settings!.Speed!.Value);

    [Theory]
    [InlineData("none")]
    [InlineData(" none ")]
    public void Reads_the_name_of_a_profile_alone(string text) => Assert.Equal((LatencySettings.None, null), LatencyHeader.Read(text));

    [Theory]
    [InlineData("inter_token=20", "inter_token is 20: a duration needs a unit, write 20ms")]
    [InlineData("inter_tokn=20ms", "inter_tokn is not a known key: did you mean inter_token?")]
    [InlineData("gpt-4oo", "profile is gpt-4oo: there is no such profile, did you mean gpt-4o?")]
    [InlineData("inter_token:20ms", "'inter_token:20ms' is not a pair: write key=value, and ; between pairs")]
    [InlineData("inter_token=1ms;;prefill_per_token=1us", "'' is not a pair: write key=value, and ; between pairs")]
    [InlineData("=20ms", "'=20ms' is not a pair: write key=value, and ; between pairs")]
    [InlineData("inter_token=", "the value of inter_token cannot be read, it is empty")]
    [InlineData("inter_token=1ms, 2ms", "the value of inter_token cannot be read, it holds more than one value")]
    [InlineData("inter_token=1ms; inter_token=2ms", "inter_token is given twice: keep one")]
    [InlineData("", "it says nothing: write pairs such as time_to_first_token=0; inter_token=14ms, or a profile's name")]
    [InlineData(" ; ", "'' is not a pair: write key=value, and ; between pairs")]
    [InlineData("inter_token={mean: 14ms}", "inter_token.cv is missing: write it beside mean, for instance {mean: 15ms, cv: 0.3}")]
    [InlineData("slots=4", "slots is 4: slots, queue, prefix_cache and batch count for a whole provider or model: give them in responses.yml under latency, providers.NAME.latency or models[].latency")]
    [InlineData("inter_token=5; prefill_per_token=40", "inter_token is 5: a duration needs a unit, write 5ms; prefill_per_token is 40: a duration needs a unit, write 40ms")]
    public void Says_all_that_is_wrong(string text, string mistake) => Assert.Equal((null, mistake), LatencyHeader.Read(text));

    [Theory]
    [InlineData("inter_token={mean: 14ms, cv: 1")]
    [InlineData("inter_token=]")]
    [InlineData("inter_token=\"14ms")]
    [InlineData("inter_token=!x 14ms")]
    [InlineData("inter_token=*x")]
    [InlineData("inter_token=\u0001")]
    public void Refuses_a_value_that_is_no_yaml(string text)
    {
        var (settings, mistake) = LatencyHeader.Read(text);

        Assert.Null(settings);
        Assert.StartsWith("the value of inter_token cannot be read, ", mistake, StringComparison.Ordinal);
    }
}
