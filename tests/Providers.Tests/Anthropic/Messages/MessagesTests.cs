namespace MockLlm.Providers.Tests.Anthropic.Messages;

public sealed class MessagesTests
{
    [Fact]
    public void A_plain_answer_is_the_documented_object() =>
        Golden.Matches("Anthropic/Golden/plain.json", MessagesClient.Masked(MessagesClient.Ask().Json!));

    [Fact]
    public void Ids_have_the_vendors_form()
    {
        var ids = MessagesClient.Vendor.NewMock(Vendor.Head("POST", MessagesClient.Path)).Ids;

        Assert.Matches("^msg_01[1-9A-HJ-NP-Za-km-z]{22}$", (string)MessagesClient.Ask().Json!["id"]!);
        Assert.Matches("^req_01[1-9A-HJ-NP-Za-km-z]{22}$", MessagesClient.Vendor.Provider.NewRequestId(ids));
        Assert.Equal("request-id", MessagesClient.Vendor.Provider.RequestIdHeader);
    }

    [Fact]
    public void The_model_is_echoed_as_sent() => Assert.Equal("my-model", (string?)MessagesClient.Vendor.Post(
        MessagesClient.Path, """{"model": "my-model", "max_tokens": 1, "messages": [{"role": "user", "content": "x"}]}""").Json!["model"]);

    [Fact]
    public void An_unknown_prompt_gets_the_default_response() => Assert.Equal(
        "I don't know the answer to that. This is a mock response.", MessagesClient.Said(MessagesClient.Send("""[{"role": "user", "content": "x"}]""")));

    [Fact]
    public void Every_documented_field_and_block_is_accepted_and_the_format_that_is_demanded_is_kept() => Assert.Equal(
        "{}", MessagesClient.Said(MessagesClient.Vendor.Post(MessagesClient.Path, Golden.Text("Anthropic/Golden/every-field.request.json"))));

    [Theory]
    [InlineData("""[{"role": "user", "content": [{"type": "text", "text": "what is "}, {"type": "text", "text": "2+2?"}]}]""")]
    [InlineData("""[{"role": "user", "content": "no"}, {"role": "assistant", "content": "well"}, {"role": "user", "content": "what is 2+2?"}]""")]
    [InlineData("""[{"role": "user", "content": "what is 2+2?"}, {"role": "assistant", "content": "2+2 is"}]""")]
    [InlineData("""[{"role": "user", "content": "what is 2+2?"}, {"role": "system", "content": "be brief"}]""")]
    [InlineData("""[{"role": "user", "content": "what is 2+2?"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "add", "input": {}}]}, {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": "4"}]}]""")]
    [InlineData("""[{"role": "user", "content": "what is 2+2?"}, {"role": "user", "content": [{"type": "image", "source": {"type": "url", "url": "x"}}]}]""")]
    public void The_prompt_is_the_text_of_the_last_user_message_that_has_text(string messages) =>
        Assert.Equal("2+2 equals 9.", MessagesClient.Said(MessagesClient.Send(messages)));

    [Fact]
    public void The_token_limit_cuts_the_text_with_stop_reason_max_tokens()
    {
        var answer = MessagesClient.Ask("\"max_tokens\": 3");

        Assert.Equal("2+2", MessagesClient.Said(answer));
        Assert.Equal("max_tokens", (string?)answer.Json!["stop_reason"]);
        Assert.Null(answer.Json["stop_sequence"]);
        Assert.Equal(3, (int?)answer.Json["usage"]!["output_tokens"]);
    }

    [Fact]
    public void A_stop_sequence_cuts_the_text_before_it_and_is_named()
    {
        var answer = MessagesClient.Ask("\"max_tokens\": 100, \"stop_sequences\": [\"9\", \" equals\"]");

        Assert.Equal("2+2", MessagesClient.Said(answer));
        Assert.Equal("stop_sequence", (string?)answer.Json!["stop_reason"]);
        Assert.Equal(" equals", (string?)answer.Json["stop_sequence"]);
    }

    [Theory]
    [InlineData("\"max_tokens\": 0", "max_tokens", 0)]
    [InlineData("\"max_tokens\": 9, \"stop_sequences\": [\"2+2\"]", "stop_sequence", 0)]
    public void An_answer_without_text_has_no_content(string fields, string reason, int tokens)
    {
        var answer = MessagesClient.Ask(fields).Json!;

        Assert.Empty(answer["content"]!.AsArray());
        Assert.Equal(reason, (string?)answer["stop_reason"]);
        Assert.Equal(tokens, (int?)answer["usage"]!["output_tokens"]);
    }

    [Fact]
    public void Every_answer_carries_the_organisation_header()
    {
        foreach (var answer in new[] { MessagesClient.Ask(), MessagesClient.Ask("\"max_tokens\": 9, \"stream\": true"), MessagesClient.Ask("\"max_tokens\": -1") })
        {
            Assert.NotNull(answer.Header("anthropic-organization-id"));
        }
    }

    [Fact]
    public void A_plain_answer_is_json_and_a_stream_is_events()
    {
        Assert.Equal("application/json", MessagesClient.Ask().Reply.ContentType);
        Assert.Equal("text/event-stream; charset=utf-8", MessagesClient.Ask("\"max_tokens\": 9, \"stream\": true").Reply.ContentType);
    }
}
