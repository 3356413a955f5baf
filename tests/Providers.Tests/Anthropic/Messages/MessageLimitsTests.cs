namespace MockLlm.Providers.Tests.Anthropic.Messages;

/// <summary>Requests over the limits of a known model.</summary>
public sealed class MessageLimitsTests
{
    // 3 for the request and 4 for the message.
    private const int Overhead = 7;

    [Theory]
    [InlineData("claude-sonnet-4-5")]
    [InlineData("claude-sonnet-4-5-20250929")]
    public void Too_many_tokens_are_refused_with_the_models_canonical_name(string model)
    {
        Assert.Equal(200, Send(model, 10, 64_000).Status);

        var answer = Send(model, 10, 64_001);

        Assert.Equal(400, answer.Status);
        AnthropicErrorTests.AssertError(
            answer,
            "invalid_request_error",
            "max_tokens: 64001 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-4-5-20250929");
    }

    [Fact]
    public void A_prompt_over_the_context_window_is_refused()
    {
        Assert.Equal(200, Send("claude-sonnet-4-5", 200_000, 1).Status);

        var answer = Send("claude-sonnet-4-5", 200_001, 1);

        Assert.Equal(400, answer.Status);
        AnthropicErrorTests.AssertError(answer, "invalid_request_error", "prompt is too long: 200001 tokens > 200000 maximum");
    }

    [Fact]
    public void A_model_that_is_not_listed_is_not_checked() => Assert.Equal(200, Send("claude-0", 200_001, int.MaxValue).Status);

    [Fact]
    public void An_over_long_prompt_can_be_counted() => Assert.Equal(
        200_001, (int)MessagesClient.Vendor.Post(MessagesClient.CountPath, Body("claude-sonnet-4-5", 200_001, "")).Json!["input_tokens"]!);

    private static Answer Send(string model, int tokens, int maxTokens) =>
        MessagesClient.Vendor.Post(MessagesClient.Path, Body(model, tokens, $", \"max_tokens\": {maxTokens}"));

    private static string Body(string model, int tokens, string field) =>
        $$"""{"model": "{{model}}", "messages": [{"role": "user", "content": "{{string.Concat(Enumerable.Repeat(" a", tokens - Overhead))}}"}]{{field}}}""";
}
