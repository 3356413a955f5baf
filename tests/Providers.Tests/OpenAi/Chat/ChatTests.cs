using System.Text.Json.Nodes;
using MockLlm.Providers.OpenAi;

namespace MockLlm.Providers.Tests.OpenAi.Chat;

public sealed class ChatTests
{
    [Fact]
    public void A_plain_answer_is_the_documented_object() => Golden.Matches("OpenAi/Golden/plain.json", ChatClient.Masked(ChatClient.Ask().Json!));

    [Fact]
    public void Ids_and_fingerprints_have_the_vendors_form()
    {
        var answer = ChatClient.Ask().Json!;

        Assert.Matches("^chatcmpl-[A-Za-z0-9]{29}$", (string)answer["id"]!);
        Assert.Matches("^fp_[0-9a-f]{10}$", (string)answer["system_fingerprint"]!);
        Assert.Matches("^req_[0-9a-f]{32}$", ChatClient.Vendor.Provider.NewRequestId(NewMock().Ids));
    }

    [Fact]
    public void Created_is_the_servers_clock_in_unix_seconds() =>
        Assert.Equal(Vendor.Now.ToUnixTimeSeconds(), (long)ChatClient.Ask().Json!["created"]!);

    [Fact]
    public void A_fingerprint_belongs_to_the_model()
    {
        Assert.Matches("^fp_[0-9a-f]{10}$", Fingerprint("gpt-4o"));
        Assert.Equal(Fingerprint("gpt-4o"), Fingerprint("gpt-4o"));
        Assert.NotEqual(Fingerprint("gpt-4o"), Fingerprint("gpt-4.1"));
        Assert.Equal(Fingerprint(new string('m', 1000)), Fingerprint(new string('m', 1000)));

        static string Fingerprint(string model) => (string)ChatClient.Vendor.Post(
            ChatClient.Path, $$"""{"model": "{{model}}", "messages": [{"role": "user", "content": "hi"}]}""").Json!["system_fingerprint"]!;
    }

    [Fact]
    public void The_model_is_echoed_as_sent() => Assert.Equal("my-model", (string?)ChatClient.Vendor.Post(
        ChatClient.Path, """{"model": "my-model", "messages": [{"role": "user", "content": "x"}]}""").Json!["model"]);

    [Fact]
    public void An_unknown_prompt_gets_the_default_response() => Assert.Equal(
        "I don't know the answer to that. This is a mock response.",
        ChatClient.Said(ChatClient.Vendor.Post(ChatClient.Path, """{"model": "gpt-4o", "messages": [{"role": "user", "content": "x"}]}""")));

    [Fact]
    public void Every_documented_field_is_accepted() =>
        Assert.Equal("2+2 equals 9.", ChatClient.Said(ChatClient.Vendor.Post(ChatClient.Path, Golden.Text("OpenAi/Golden/every-field.request.json"))));

    [Theory]
    [InlineData("""[{"role": "user", "content": [{"type": "text", "text": "what is "}, {"type": "text", "text": "2+2?"}]}]""")]
    [InlineData("""[{"role": "user", "content": "what is 2+2?"}, {"role": "assistant", "content": "well"}]""")]
    [InlineData("""[{"role": "user", "content": "what is 2+2?"}, {"role": "assistant", "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "add", "arguments": "{}"}}]}, {"role": "tool", "tool_call_id": "call_1", "content": "4"}]""")]
    [InlineData("""[{"role": "user", "content": "what is 2+2?"}, {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "https://example.com/x.png"}}]}]""")]
    [InlineData("""[{"role": "user", "content": "no"}, {"role": "user", "content": "what is 2+2?"}, {"role": "developer", "content": "be brief"}]""")]
    [InlineData("""[{"role": "system", "content": "be polite"}, {"role": "user", "content": "what is 2+2?"}]""")]
    public void The_prompt_is_the_text_of_the_last_user_message_that_has_text(string messages) => Assert.Equal(
        "2+2 equals 9.", ChatClient.Said(ChatClient.Vendor.Post(ChatClient.Path, $$"""{"model": "gpt-4o", "messages": {{messages}}}""")));

    [Theory]
    [InlineData("\"max_tokens\": 3")]
    [InlineData("\"max_completion_tokens\": 3")]
    public void A_token_limit_cuts_the_text_with_finish_reason_length(string limit)
    {
        var answer = ChatClient.Ask(limit);

        Assert.Equal("2+2", ChatClient.Said(answer));
        Assert.Equal("length", (string?)answer.Json!["choices"]![0]!["finish_reason"]);
        Assert.Equal(3, (int?)answer.Json["usage"]!["completion_tokens"]);
    }

    [Theory]
    [InlineData("\" equals\"")]
    [InlineData("[\"9\", \" equals\"]")]
    public void A_stop_sequence_cuts_the_text_before_it_with_finish_reason_stop(string stop)
    {
        var answer = ChatClient.Ask($"\"stop\": {stop}");

        Assert.Equal("2+2", ChatClient.Said(answer));
        Assert.Equal("stop", (string?)answer.Json!["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public void Several_choices_are_numbered_and_all_counted()
    {
        var answer = ChatClient.Ask("\"n\": 3").Json!;

        Assert.Equal([0, 1, 2], answer["choices"]!.AsArray().Select(choice => (int)choice!["index"]!));
        Assert.All(answer["choices"]!.AsArray(), choice => Assert.Equal("2+2 equals 9.", (string?)choice!["message"]!["content"]));
        Assert.Equal(21, (int)answer["usage"]!["completion_tokens"]!);
        Assert.Equal(14, (int)answer["usage"]!["prompt_tokens"]!);
    }

    [Fact]
    public void Names_and_further_messages_cost_what_the_published_recipe_says()
    {
        var named = ChatClient.Vendor.Post(ChatClient.Path, """{"model": "gpt-4o", "messages": [{"role": "user", "content": "what is 2+2?", "name": "ann"}]}""");
        var mock = NewMock();

        Assert.Equal(14 + 1 + mock.CountTokens("ann", "gpt-4o"), (int)named.Json!["usage"]!["prompt_tokens"]!);
    }

    [Fact]
    public void Tools_and_calls_cost_what_the_published_recipe_says()
    {
        var mock = NewMock();
        int Cost(params string[] texts) => texts.Sum(text => mock.CountTokens(text, "gpt-4o"));

        var tools = ChatClient.Ask(
            """
            "tools": [{"type": "function", "function": {"name": "look", "description": "Looks outside.", "parameters": {"type": "object",
              "properties": {"unit": {"type": "string", "description": "Which one.", "enum": ["celsius", "kelvin"]}}}}}]
            """).Json!["usage"]!["prompt_tokens"]!;
        var calls = ChatClient.Vendor.Post(
            ChatClient.Path,
            """
            {"model": "gpt-4o", "messages": [{"role": "user", "content": "what is 2+2?"},
              {"role": "assistant", "function_call": {"name": "look", "arguments": "{}"}}]}
            """).Json!["usage"]!["prompt_tokens"]!;

        Assert.Equal(14 + 7 + 3 + 3 - 3 + 3 + 3 + 12 + Cost("look:Looks outside", "celsius", "kelvin", "unit:string:Which one"), (int)tools);
        Assert.Equal(14 + 3 + Cost("assistant", "look", "{}"), (int)calls);
    }

    [Fact]
    public void Every_answer_carries_the_vendors_constant_headers()
    {
        foreach (var answer in new[] { ChatClient.Ask(), ChatClient.Ask("\"stream\": true"), ChatClient.Ask("\"n\": 0") })
        {
            Assert.Equal("2020-10-01", answer.Header("openai-version"));
        }
    }

    [Fact]
    public void A_plain_answer_is_json_and_a_stream_is_events()
    {
        Assert.Equal("application/json", ChatClient.Ask().Reply.ContentType);
        Assert.Equal("text/event-stream; charset=utf-8", ChatClient.Ask("\"stream\": true").Reply.ContentType);
    }

    [Fact]
    public void The_same_request_under_the_same_seed_gets_the_same_bytes()
    {
        Assert.Equal(ChatClient.Ask().Reply.Body.ToArray(), ChatClient.Ask().Reply.Body.ToArray());
        Assert.False(JsonNode.DeepEquals(
            ChatClient.Ask().Json!["id"], new Vendor(typeof(OpenAiProvider), ChatClient.Sums, seed: 7).Post(ChatClient.Path, ChatClient.Body()).Json!["id"]));
    }

    private static Mock NewMock() => ChatClient.Vendor.NewMock(Vendor.Head("POST", ChatClient.Path));
}
