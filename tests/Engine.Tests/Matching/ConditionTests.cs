using MockLlm.Engine.Matching;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Matching;

public sealed class ConditionTests
{
    private static readonly MatchInput Request = Inputs.Of("openai", "4o", "gpt-4o", Says("what is the weather?"));

    [Fact]
    public void Nothing_asked_always_holds()
    {
        Assert.True(When.Any.Holds(Request));
        Assert.True(When.Any.Holds(Inputs.Of("")));
    }

    [Fact]
    public void All_that_is_asked_must_hold_and_of_a_list_any()
    {
        var condition = When.All(
            ("provider", new ProviderCondition(["anthropic", "openai"])),
            ("model", new ModelCondition([new("claude-*"), new("gpt-4*")])),
            ("prompt", new PromptCondition([Part("snow"), Part("weather")])));

        Assert.True(condition.Holds(Request));
        Assert.False(condition.Holds(Request with { Request = Inputs.Identity("simple", "4o", "gpt-4o") }));
        Assert.False(condition.Holds(Request with { Request = Inputs.Identity("openai", "o1", "o1") }));
        Assert.False(condition.Holds(Request with { Conversation = Says("what is the time?") }));
    }

    [Theory]
    [InlineData("gpt-4*", true)]
    [InlineData("4o", true)]
    [InlineData("gpt-?o", true)]
    [InlineData("*", true)]
    [InlineData("gpt-4", false)]
    [InlineData("GPT-4*", false)]
    public void A_model_is_asked_for_by_a_glob_on_its_name_as_sent_or_its_own(string glob, bool holds) =>
        Assert.Equal(holds, new ModelCondition([new(glob)]).Holds(Request));

    [Fact]
    public void A_request_that_names_no_model_is_of_none() =>
        Assert.False(new ModelCondition([new("*")]).Holds(Request with { Request = Inputs.Identity("openai") }));

    [Theory]
    [InlineData("get_weather", true)]
    [InlineData("get_*", true)]
    [InlineData("weather", false)]
    public void A_tool_is_asked_for_by_a_glob_on_the_names_that_are_offered(string glob, bool holds)
    {
        var offered = Says("hi") with { Tools = [new("get_time"), new("get_weather")] };

        Assert.Equal(holds, new ToolCondition([new(glob)]).Holds(Request with { Conversation = offered }));
        Assert.False(new ToolCondition([new(glob)]).Holds(Request));
    }

    [Fact]
    public void A_tools_result_is_asked_for_as_such_or_by_its_text()
    {
        var result = Request with { Conversation = new([new("user", "hi"), new("tool", "It is 21 degrees.")]) };

        Assert.True(ToolResult("true").Holds(result));
        Assert.False(ToolResult("false").Holds(result));
        Assert.True(ToolResult("false").Holds(Request));
        Assert.True(ToolResult("{contains: degrees}").Holds(result));
        Assert.False(ToolResult("{contains: rain}").Holds(result));
        Assert.False(ToolResult("{contains: weather}").Holds(Request));
    }

    private static Condition ToolResult(string yaml) => ToolResultCondition.Read(new(YamlTree.Read(yaml).Root!, "", new()), [])!;

    private static Conversation Says(string prompt) => new([new("user", prompt)]);

    private static TextMatch.Contains Part(string part) => new(part, StringComparison.Ordinal);
}
