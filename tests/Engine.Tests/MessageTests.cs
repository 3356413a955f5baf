using System.Text.Json;

namespace MockLlm.Engine.Tests;

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

    [Fact]
    public void A_list_that_was_not_sent_has_no_prompt() => Assert.Equal("", Message.Prompt(default(JsonElement)));
}
