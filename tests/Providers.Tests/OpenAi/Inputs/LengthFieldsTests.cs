using MockLlm.Providers.Tests.OpenAi.Chat;

namespace MockLlm.Providers.Tests.OpenAi.Inputs;

/// <summary>The fields of inference servers that set the length of an answer.</summary>
public sealed class LengthFieldsTests
{
    private const string Completions = "/v1/completions";

    [Theory]
    [InlineData("\"ignore_eos\": true, \"max_tokens\": 1", 1, "length")]
    [InlineData("\"ignore_eos\": true, \"max_tokens\": 6", 6, "length")]
    [InlineData("\"ignore_eos\": true, \"max_completion_tokens\": 137", 137, "length")]
    [InlineData("\"ignore_eos\": true, \"max_tokens\": 5000", 5000, "length")]
    [InlineData("\"ignore_eos\": true, \"max_tokens\": 50, \"min_tokens\": 50", 50, "length")]
    [InlineData("\"min_tokens\": 40", 40, "stop")]
    [InlineData("\"ignore_eos\": false, \"max_tokens\": 500", 7, "stop")]
    [InlineData("\"ignore_eos\": null, \"min_tokens\": null", 7, "stop")]
    public void A_chat_has_the_tokens_that_were_asked_for(string fields, int tokens, string reason)
    {
        var plain = ChatClient.Ask(fields).Json!;
        var last = ChatClient.Ask(fields + ", \"stream\": true, \"stream_options\": {\"include_usage\": true}").Events[^2].Json;

        Assert.Equal(tokens, (int)plain["usage"]!["completion_tokens"]!);
        Assert.Equal(tokens, (int)last["usage"]!["completion_tokens"]!);
        Assert.Equal(reason, (string?)plain["choices"]![0]!["finish_reason"]);
        Assert.Equal(tokens, SharedTokenizers.Instance.Count(ChatClient.Said(ChatClient.Ask(fields))!, default));
    }

    [Fact]
    public void A_text_completion_has_the_tokens_that_were_asked_for()
    {
        var answer = OpenAiClient.Vendor.Post(Completions, """{"model": "m", "prompt": "what is 2+2?", "ignore_eos": true, "max_tokens": 321}""").Json!;

        Assert.Equal(321, (int)answer["usage"]!["completion_tokens"]!);
        Assert.Equal("length", (string?)answer["choices"]![0]!["finish_reason"]);
    }

    [Theory]
    [InlineData("\"ignore_eos\": true, \"max_tokens\": 1000001", "max_tokens")]
    [InlineData("\"min_tokens\": 1000001", "min_tokens")]
    public void A_longer_text_than_can_be_made_is_refused(string fields, string param)
    {
        var answer = ChatClient.Vendor.Post(ChatClient.Path, ChatClient.Body(fields).Replace("gpt-4o", "other", StringComparison.Ordinal));

        Assert.Equal((400, param), (answer.Status, (string?)answer.Json!["error"]!["param"]));
    }

    [Theory]
    [InlineData("\"stop\": null")]
    [InlineData("\"top_k\": 40, \"min_p\": 0.1, \"repetition_penalty\": 1.1, \"length_penalty\": 1")]
    [InlineData("\"chat_template_kwargs\": {\"enable_thinking\": false}")]
    [InlineData("\"stop_token_ids\": [1, 2], \"skip_special_tokens\": true, \"ignore_eos\": false")]
    [InlineData("\"nvext\": {\"ignore_eos\": true, \"annotations\": [\"request_id\"]}")]
    [InlineData("\"add_generation_prompt\": true, \"priority\": 0, \"request_id\": \"r\", \"return_token_ids\": true")]
    public void Other_fields_of_load_generators_change_nothing(string fields)
    {
        Assert.Equal("2+2 equals 9.", ChatClient.Said(ChatClient.Ask(fields)));
        var completed = OpenAiClient.Vendor.Post(Completions, $$"""{"model": "m", "prompt": "what is 2+2?", {{fields}}}""");
        Assert.Equal(OpenAiClient.Said, (string?)completed.Json!["choices"]![0]!["text"]);
    }

    [Fact]
    public void Token_numbers_of_an_unknown_vocabulary_are_a_prompt()
    {
        var answer = OpenAiClient.Vendor.Post(Completions, """{"model": "google/gemma-3", "prompt": [2, 261999, 7], "echo": true, "max_tokens": 3}""");

        Assert.Equal((200, 3), (answer.Status, (int)answer.Json!["usage"]!["prompt_tokens"]!));
        Assert.Contains('\uFFFD', (string)answer.Json["choices"]![0]!["text"]!);
    }
}
