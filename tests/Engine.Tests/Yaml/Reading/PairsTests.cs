using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Tests.Yaml.Reading;

public sealed class PairsTests
{
    [Theory]
    [InlineData("kind=reset; at=0.3", "kind=reset|at=0.3")]
    [InlineData("message='a; b'; at=1", "message=a; b|at=1")]
    [InlineData("message=\"a \\\"; b\"; at=1", "message=a \"; b|at=1")]
    [InlineData("message='it''s; b'; at=1", "message=it's; b|at=1")]
    [InlineData("message=don't; at=1", "message=don't|at=1")]
    [InlineData("message=a=b", "message=a=b")]
    [InlineData("", "")]
    public void A_semicolon_parts_pairs_outside_of_quotes_only(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Read(text).Entries.Select(entry => $"{entry.Key.Text}={((YamlScalar)entry.Value).Text}")));

    [Fact]
    public void A_semicolon_within_braces_and_brackets_parts_nothing()
    {
        var map = Read("headers={a: x;y, b: [c;d]}; at=1");

        Assert.Equal(["headers", "at"], map.Entries.Select(entry => entry.Key.Text));
        Assert.Equal("x;y", Assert.IsType<YamlScalar>(Assert.IsType<YamlMap>(map.Entries[0].Value).Entries[0].Value).Text);
    }

    [Theory]
    [InlineData("at=5", true)]
    [InlineData("at='5'", false)]
    public void A_quoted_value_is_a_text(string text, bool isPlain) =>
        Assert.Equal(isPlain, Assert.IsType<YamlScalar>(Assert.Single(Read(text).Entries).Value).IsPlain);

    private static YamlMap Read(string text)
    {
        var findings = new Findings();
        var map = HeaderSyntax.Read(text, findings);
        Assert.Empty(findings.Errors);
        return map;
    }
}
