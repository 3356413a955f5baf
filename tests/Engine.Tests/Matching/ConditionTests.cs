using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Tests.Matching;

public sealed class ConditionTests
{
    private static readonly MatchInput Request = new("openai", "4o", "gpt-4o", Says("what is the weather?"));

    [Fact]
    public void Nothing_asked_always_holds()
    {
        Assert.True(new Condition().Holds(Request));
        Assert.True(new Condition().Holds(new("", null, null)));
    }

    [Fact]
    public void All_that_is_asked_must_hold_and_of_a_list_any()
    {
        var condition = new Condition
        {
            Providers = ["anthropic", "openai"],
            Models = [new("claude-*"), new("gpt-4*")],
            Prompts = [Part("snow"), Part("weather")],
        };

        Assert.True(condition.Holds(Request));
        Assert.False(condition.Holds(Request with { Provider = "simple" }));
        Assert.False(condition.Holds(Request with { Model = "o1", CanonicalModel = "o1" }));
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
        Assert.Equal(holds, new Condition { Models = [new(glob)] }.Holds(Request));

    [Fact]
    public void A_request_that_names_no_model_is_of_none() =>
        Assert.False(new Condition { Models = [new("*")] }.Holds(Request with { Model = null, CanonicalModel = null }));

    [Theory]
    [InlineData("get_weather", true)]
    [InlineData("get_*", true)]
    [InlineData("weather", false)]
    public void A_tool_is_asked_for_by_a_glob_on_the_names_that_are_offered(string glob, bool holds)
    {
        var offered = Says("hi") with { Tools = [new("get_time"), new("get_weather")] };

        Assert.Equal(holds, new Condition { Tools = [new(glob)] }.Holds(Request with { Conversation = offered }));
        Assert.False(new Condition { Tools = [new(glob)] }.Holds(Request));
    }

    [Fact]
    public void A_tools_result_is_asked_for_as_such_or_by_its_text()
    {
        var result = Request with { Conversation = new([new("user", "hi"), new("tool", "It is 21 degrees.")]) };

        Assert.True(new Condition { HasToolResult = true }.Holds(result));
        Assert.False(new Condition { HasToolResult = false }.Holds(result));
        Assert.True(new Condition { HasToolResult = false }.Holds(Request));
        Assert.True(new Condition { ToolResults = [Part("degrees")] }.Holds(result));
        Assert.False(new Condition { ToolResults = [Part("rain")] }.Holds(result));
        Assert.False(new Condition { ToolResults = [Part("weather")] }.Holds(Request));
    }

    private static Conversation Says(string prompt) => new([new("user", prompt)]);

    private static TextMatch.Contains Part(string part) => new(part, StringComparison.Ordinal);
}
