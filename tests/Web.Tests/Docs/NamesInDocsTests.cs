using MockLlm.Engine.Faults;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Matching;

namespace MockLlm.Web.Tests.Docs;

/// <summary>Every kind, condition and key that a file may hold stands on the page of its subject.</summary>
public sealed class NamesInDocsTests
{
    [Fact]
    public void Every_kind_of_fault_stands_on_its_page() => AssertNamed("faults.md", FaultKinds.Names);

    [Fact]
    public void Every_condition_stands_on_its_page() => AssertNamed("responses-yml.md", ConditionKinds.All.Select(kind => "when." + kind.Key));

    [Fact]
    public void Every_key_of_latency_stands_on_its_page() => AssertNamed("latency.md", [.. KeysOf<LatencySettings>(), "profile"]);

    [Fact]
    public void Every_key_of_latency_stands_in_the_reference() =>
        AssertNamed("responses-yml.md", KeysOf<LatencySettings>().Append("profile").Select(key => "latency." + key));

    [Fact]
    public void Every_key_of_limits_stands_on_its_page() => AssertNamed(
        "limits.md", KeysOf<LimitSettings>().Select(key => key is "requests" or "tokens" or "input_tokens" or "output_tokens" ? key + "_per_minute" : key));

    private static IEnumerable<string> KeysOf<T>() => typeof(T).GetProperties()
        .Where(property => property.CanWrite && property.Name != "Profile")
        .Select(property => Engine.Settings.SnakeCase.Of(property.Name));

    private static void AssertNamed(string page, IEnumerable<string> names)
    {
        var text = File.ReadAllText(Repository.PathTo("docs", page));

        Assert.All(names, name => Assert.Matches($@"(?<![\w-]){name}(?![\w-])", text));
    }
}
