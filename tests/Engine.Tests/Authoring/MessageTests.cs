using System.Text.Json;

namespace MockLlm.Engine.Tests.Authoring;

public sealed class MessageTests
{
    [Theory]
    [InlineData("""[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]""", "a")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"user","content":"b"}]""", "b")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image"},{"text":"b"}]}]""", "ab")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"user","content":[{"type":"image"}]}]""", "a")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"user"},{"role":"user","content":null},7,{"content":"x"},{"role":3,"content":"x"}]""", "a")]
    [InlineData("""[{"role":"system","content":"a"}]""", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("""{"role":"user","content":"a"}""", "")]
    public void The_prompt_of_a_json_list_is_the_last_user_message_that_has_text(string messages, string prompt)
    {
        using var json = JsonDocument.Parse(messages);

        Assert.Equal(prompt, Message.Prompt(json.RootElement));
    }

    [Theory]
    [InlineData("""[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c"}]""", 2)]
    [InlineData("""[{"role":"user","content":[{"type":"image"}]}]""", 1)]
    [InlineData("""[{"role":"user","content":"a"},{"role":"user","content":[{"type":"tool_result","content":"b"}]}]""", 1)]
    [InlineData("""[{"role":"user","content":[{"type":"tool_result","content":"b"},{"type":"text","text":"c"}]}]""", 1)]
    [InlineData("""[{"role":"user","content":"a"},{"role":"tool","content":"b"},7]""", 1)]
    [InlineData("[]", 0)]
    public void Every_message_of_the_user_is_a_turn_but_one_that_holds_only_tools_results(string messages, int turn)
    {
        using var json = JsonDocument.Parse(messages);

        Assert.Equal(turn, new Conversation(Message.ReadAll(json.RootElement)).Turn);
    }

    [Fact]
    public void A_list_that_was_not_sent_has_no_prompt() => Assert.Equal("", Message.Prompt(default(JsonElement)));
}
