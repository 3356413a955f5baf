namespace MockLlm.Providers.Tests.Anthropic.Messages;

public sealed class CountTokensTests
{
    [Fact]
    public void A_count_is_what_the_message_reports()
    {
        foreach (var body in new[] { Golden.Text("Anthropic/Golden/every-field.request.json"), MessagesClient.Body("\"max_tokens\": 1, \"system\": \"Be brief.\"") })
        {
            var usage = MessagesClient.Vendor.Post(MessagesClient.Path, body).Json!["usage"]!;
            Assert.Equal(
                (int)usage["input_tokens"]! + (int)usage["cache_creation_input_tokens"]! + (int)usage["cache_read_input_tokens"]!, Count(body));
        }
    }

    [Fact]
    public void A_count_needs_no_max_tokens() => Assert.Equal(14, Count("""{"model": "claude-sonnet-5-5", "messages": [{"role": "user", "content": "what is 2+2?"}]}"""));

    [Theory]
    [InlineData("\"system\": \"Be brief.\"")]
    [InlineData("\"system\": [{\"type\": \"text\", \"text\": \"Be brief.\"}]")]
    public void The_system_prompt_costs_its_tokens(string system) => Assert.Equal(14 + 3, Count(MessagesClient.Body(system)));

    [Theory]
    [InlineData("""{"type": "tool_result", "tool_use_id": "t", "content": "one two"}""", 2)]
    [InlineData("""{"type": "tool_result", "tool_use_id": "t", "content": [{"type": "text", "text": "one two"}, {"type": "image"}]}""", 2)]
    [InlineData("""{"type": "tool_use", "id": "t", "name": "one", "input": {}}""", 2)]
    [InlineData("""{"type": "thinking", "thinking": "one two", "signature": "s"}""", 2)]
    [InlineData("""{"type": "search_result", "source": "s", "title": "t", "content": [{"type": "text", "text": "one two"}]}""", 2)]
    [InlineData("""{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "one two"}}""", 2)]
    [InlineData("""{"type": "document", "source": {"type": "content", "content": "one two"}}""", 2)]
    [InlineData("""{"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0xLjQgPDwvVHlwZS9QYWdlPj4gPDwvVHlwZSAvUGFnZT4+IDw8L1R5cGUvUGFnZXM+Pg=="}}""", 3200)]
    [InlineData("""{"type": "image", "source": {"type": "url", "url": "https://example.com"}}""", 1600)]
    public void Every_kind_of_block_costs_something(string block, int tokens) => Assert.Equal(
        3 + 4 + tokens, Count($$"""{"model": "claude-sonnet-5-5", "messages": [{"role": "user", "content": [{{block}}]}]}"""));

    [Fact]
    public void A_bad_count_is_refused_as_a_bad_message_is()
    {
        var answer = MessagesClient.Vendor.Post(MessagesClient.CountPath, """{"model": "m", "messages": [{"role": "user", "content": []}]}""");

        Assert.Equal(400, answer.Status);
        AnthropicErrorTests.AssertError(answer, "invalid_request_error", "messages.0: user messages must have non-empty content");
    }

    private static int Count(string body)
    {
        var answer = MessagesClient.Vendor.Post(MessagesClient.CountPath, body).Json!;
        return (int)Assert.Single(answer.AsObject(), field => field.Key == "input_tokens").Value!;
    }
}
