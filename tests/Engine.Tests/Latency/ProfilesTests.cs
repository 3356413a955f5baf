using MockLlm.Engine.Configuration;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Latency;

public sealed class ProfilesTests
{
    public static TheoryData<string> Names => [.. Profiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_profile_can_be_named(string name)
    {
        var reading = SnapshotReader.Read($"latency: {{profile: {name}}}", ["openai"]);

        Assert.Empty(reading.Errors);
        Assert.NotNull(LatencyHeader.Read(name).Settings);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_profile_but_none_gives_times_and_says_where_they_come_from(string name)
    {
        var profile = Profiles.Find(name)!;
        if (profile == Profiles.None)
        {
            return;
        }

        Assert.True(profile.Settings.TimeToFirstToken!.Value.Mean > 0);
        Assert.True(profile.Settings.InterToken!.Value.Mean > 0);
        Assert.Matches(@"^(estimate|[a-z.]+\.[a-z]{2,}/?\S*)( |$)", profile.Source);
    }

    [Fact]
    public void Names_are_unique() => Assert.Equal(Profiles.Names.Distinct(), Profiles.Names);

    [Fact]
    public void None_is_no_waiting_and_comes_first()
    {
        Assert.Equal("none", Profiles.Names.First());
        Assert.Equal(LatencySettings.None, Profiles.Find("none")!.Settings);
    }

    [Fact]
    public void An_unknown_name_is_no_profile() => Assert.Null(Profiles.Find("gpt-0"));

    [Fact]
    public void A_profile_without_a_source_is_a_mistake()
    {
        var findings = new Findings();

        Profiles.Read("mine: {inter_token: 5ms}", findings);

        Assert.Equal(
            new ConfigError(1, 7, "mine.source is missing: it must say where the values come from, or that they are an estimate"), Assert.Single(findings.Errors));
    }
}
