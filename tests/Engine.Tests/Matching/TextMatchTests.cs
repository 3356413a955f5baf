using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Tests.Matching;

public sealed class TextMatchTests
{
    [Theory]
    [InlineData(StringComparison.Ordinal, "the weather", true, true, true)]
    [InlineData(StringComparison.Ordinal, "the weather!", false, true, true)]
    [InlineData(StringComparison.Ordinal, "ask the weather", false, true, false)]
    [InlineData(StringComparison.Ordinal, "The weather", false, false, false)]
    [InlineData(StringComparison.OrdinalIgnoreCase, "The Weather", true, true, true)]
    [InlineData(StringComparison.OrdinalIgnoreCase, "", false, false, false)]
    public void Texts_are_compared_whole_in_part_and_from_the_start(
        StringComparison comparison, string text, bool isExact, bool contains, bool startsWith)
    {
        Assert.Equal(isExact, new TextMatch.Exact("the weather", comparison).Matches(text));
        Assert.Equal(contains, new TextMatch.Contains("the weather", comparison).Matches(text));
        Assert.Equal(startsWith, new TextMatch.StartsWith("the weather", comparison).Matches(text));
    }

    [Theory]
    [InlineData("^what is \\d+", false, "what is 42?", true)]
    [InlineData("^what is \\d+", false, "What is 42?", false)]
    [InlineData("^what is \\d+", true, "What is 42?", true)]
    [InlineData("is", false, "what is it", true)]
    [InlineData("(?<!not )true", false, "not true", false)]
    public void An_expression_is_found_anywhere(string expression, bool ignoreCase, string text, bool matches) =>
        Assert.Equal(matches, TextMatch.Pattern.Of(expression, ignoreCase).Matches(text));

    [Fact]
    public void An_expression_that_takes_too_long_does_not_match() =>
        Assert.False(TextMatch.Pattern.Of("^(a+)+$", ignoreCase: false).Matches(new string('a', 40) + "!"));
}
