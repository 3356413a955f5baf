namespace MockLlm.Providers.Tests.OpenAi.Chat;

/// <summary>Requests over the limits of a known model.</summary>
public sealed class ChatLimitsTests
{
    // 3 for the reply's start, 3 for the message, 1 for its role, and its words.
    private const int Overhead = 7;

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("max_completion_tokens")]
    public void Too_many_tokens_are_refused_with_the_field_that_asks_for_them(string field)
    {
        Assert.Equal(200, ChatClient.Ask($"\"{field}\": 16384").Status);

        var answer = ChatClient.Ask($"\"{field}\": 16385");

        Assert.Equal(400, answer.Status);
        OpenAiErrorTests.AssertError(
            answer,
            "invalid_request_error",
            $"{field} is too large: 16385. This model supports at most 16384 completion tokens, whereas you provided 16385.",
            field,
            "invalid_value");
    }

    [Fact]
    public void A_prompt_over_the_context_window_is_refused()
    {
        Assert.Equal(200, Send("gpt-4", 8192).Status);

        var answer = Send("gpt-4", 8193);

        Assert.Equal(400, answer.Status);
        OpenAiErrorTests.AssertError(
            answer,
            "invalid_request_error",
            "This model's maximum context length is 8192 tokens. However, your messages resulted in 8193 tokens. Please reduce the length of the messages.",
            "messages",
            "context_length_exceeded");
    }

    [Fact]
    public void A_prompt_over_the_share_of_a_gpt_5_window_is_refused_in_its_own_words()
    {
        Assert.Equal(200, Send("gpt-5-mini", 272_000).Status);

        var answer = Send("gpt-5-mini", 272_001);

        Assert.Equal(400, answer.Status);
        OpenAiErrorTests.AssertError(
            answer,
            "invalid_request_error",
            "Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 272001 tokens. Please reduce the length of the messages.",
            "messages",
            "context_length_exceeded");
    }

    [Fact]
    public void An_aliass_limits_are_its_models() => Assert.Equal(400, Send("gpt-4-0613", 8193).Status);

    [Fact]
    public void A_model_that_is_not_listed_is_not_checked() => Assert.Equal(200, Send("gpt-0", 8193, "\"max_tokens\": 2147483647").Status);

    [Fact]
    public void A_refused_stream_is_a_plain_error() => Assert.Equal(400, ChatClient.Ask("\"stream\": true, \"max_tokens\": 16385").Status);

    private static Answer Send(string model, int tokens, string field = "\"n\": 1") => ChatClient.Vendor.Post(
        ChatClient.Path,
        $$"""{"model": "{{model}}", "messages": [{"role": "user", "content": "{{string.Concat(Enumerable.Repeat(" a", tokens - Overhead))}}"}], {{field}}}""");
}
