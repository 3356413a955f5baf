using MockLlm.Engine.Matching;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Tests.Matching;

/// <summary>What every kind of condition must do. A kind without an entry here fails.</summary>
public sealed class ConditionKindsTests
{
    private static readonly RequestHead Head = new("POST", "/v1/chat", name => name == "x-tenant" ? "acme" : null, _ => null, _ => null);

    private static readonly MatchInput Request = Inputs.Of(
        "openai",
        "gpt-4o",
        "gpt-4o",
        new([new("system", "be polite"), new("user", "hi"), new("tool", "21 degrees")]) { Stream = true, Tools = [new("get_weather")] },
        Head);

    // Key → a value that matches the request, and one that does not.
    private static readonly Dictionary<string, (string Holds, string Fails)> Values = new(StringComparer.Ordinal)
    {
        ["provider"] = ("openai", "anthropic"),
        ["path"] = ("/v1/*", "/v2/*"),
        ["model"] = ("gpt-*", "o1"),
        ["stream"] = ("true", "false"),
        ["turn"] = ("1", "2"),
        ["tool"] = ("get_*", "set_*"),
        ["tool_result"] = ("{contains: degrees}", "{contains: rain}"),
        ["header"] = ("{x-tenant: acme}", "{x-tenant: other}"),
        ["system"] = ("be polite", "be rude"),
        ["prompt"] = ("hi", "ho"),
    };

    public static TheoryData<string> Keys => [.. ConditionKinds.All.Select(kind => kind.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_kind_of_condition_holds_fails_and_explains_itself(string key)
    {
        var (holds, fails) = Values[key];

        Assert.True(Read(key, holds).Holds(Request));
        Assert.Empty(Read(key, holds).Failures(Request));
        Assert.False(Read(key, fails).Holds(Request));
        Assert.StartsWith($"{key}: expected ", Assert.Single(Read(key, fails).Failures(Request)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_stands_for_one_kind_only() => Assert.Distinct(ConditionKinds.All.Select(kind => kind.Key));

    private static When Read(string key, string value)
    {
        var findings = new Findings();
        var when = YamlMapReader.Read(
            (YamlMap)YamlTree.Read($"{{{key}: {value}}}").Root!, "when", findings, map => When.Read(map, ["openai", "anthropic"]));
        Assert.Empty(findings.Errors);
        return when;
    }
}
