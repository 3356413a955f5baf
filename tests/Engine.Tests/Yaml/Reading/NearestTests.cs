using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Tests.Yaml.Reading;

public sealed class NearestTests
{
    private static readonly string[] Keys = ["lag_enabled", "lag_factor", "chunk", "api_keys"];

    [Theory]
    [InlineData("lag_facter", "lag_factor")]
    [InlineData("lag-factor", "lag_factor")]
    [InlineData("LagFactor", "lag_factor")]
    [InlineData("cuhnk", "chunk")]
    [InlineData("apikeys", "api_keys")]
    [InlineData("temperature", null)]
    [InlineData("", null)]
    public void Finds_what_was_probably_meant(string written, string? expected) =>
        Assert.Equal(expected, Nearest.To(written, Keys));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    public void Counts_edits(string a, string b, int expected) => Assert.Equal(expected, Nearest.Distance(a, b));
}
