using System.Text.Json.Nodes;

namespace MockLlm.Providers.Tests.OpenAi.TextCompletions;

public sealed class TextCompletionTests
{
    private const string Path = "/v1/completions";
    private const string Sum = "\"what is 2+2?\"";

    [Fact]
    public void A_plain_answer_is_the_documented_object()
    {
        var answer = Ask(Sum).Json!;
        Assert.Matches("^cmpl-[A-Za-z0-9]{29}$", (string?)answer["id"]);

        Golden.Matches("OpenAi/TextCompletions/Golden/plain.json", Masked(answer));
    }

    [Fact]
    public void A_stream_is_the_documented_chunks() => Golden.Matches(
        "OpenAi/TextCompletions/Golden/stream-with-usage.json",
        Ask(Sum, "\"stream\": true, \"stream_options\": {\"include_usage\": true}").Events
            .Select(chunk => chunk.Data == "[DONE]" ? chunk : chunk with { Data = Masked(chunk.Json).ToJsonString() }));

    [Theory]
    [InlineData("")]
    [InlineData("\"n\": 3")]
    [InlineData("\"echo\": true")]
    [InlineData("\"stop\": [\" equals\"], \"n\": 2, \"echo\": true")]
    [InlineData("\"max_tokens\": 2")]
    public void The_pieces_of_a_stream_make_up_the_plain_choices(string fields)
    {
        const string Prompts = """["what is 2+2?", "once upon a time"]""";
        var plain = Ask(Prompts, fields).Json!["choices"]!.AsArray()
            .Select(choice => ((int)choice!["index"]!, (string?)choice["text"], (string?)choice["finish_reason"]));
        var chunks = Ask(Prompts, (fields.Length == 0 ? "" : fields + ", ") + "\"stream\": true").Events.SkipLast(1).Select(chunk => chunk.Json["choices"]![0]!);

        Assert.Equal(plain, chunks.GroupBy(choice => (int)choice["index"]!).OrderBy(choice => choice.Key).Select(choice => (
            choice.Key,
            (string?)string.Concat(choice.Select(chunk => (string?)chunk["text"])),
            choice.Select(chunk => (string?)chunk["finish_reason"]).Last())));
    }

    [Fact]
    public void Sixteen_tokens_are_the_most_where_nothing_is_said()
    {
        var answer = Ask("\"once upon a time\"").Json!;

        Assert.Equal(16, (int)answer["usage"]!["completion_tokens"]!);
        Assert.Equal("length", (string?)answer["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public void No_tokens_and_an_echo_are_the_prompt_alone()
    {
        var answer = Ask(Sum, "\"max_tokens\": 0, \"echo\": true").Json!;

        Assert.Equal(("what is 2+2?", "length"), ((string?)answer["choices"]![0]!["text"], (string?)answer["choices"]![0]!["finish_reason"]));
        Assert.Equal("""{"prompt_tokens":7,"completion_tokens":0,"total_tokens":7}""", answer["usage"]!.ToJsonString());
    }

    [Theory]
    [InlineData("[12840, 374, 220, 17, 10, 17, 30]")]
    [InlineData("[[12840, 374, 220, 17, 10, 17, 30]]")]
    public void Tokens_are_the_text_they_stand_for(string prompt) =>
        Assert.Equal(OpenAiClient.Said, (string?)Ask(prompt).Json!["choices"]![0]!["text"]);

    [Fact]
    public void Choices_are_numbered_prompt_by_prompt_and_all_counted()
    {
        var answer = Ask("""["what is 2+2?", "x"]""", "\"n\": 2").Json!;
        var texts = answer["choices"]!.AsArray().Select(choice => (string)choice!["text"]!).ToList();

        Assert.Equal([0, 1, 2, 3], answer["choices"]!.AsArray().Select(choice => (int)choice!["index"]!));
        Assert.Equal([OpenAiClient.Said, OpenAiClient.Said], texts[..2]);
        Assert.Equal(texts[2], texts[3]);
        Assert.Equal(8, (int)answer["usage"]!["prompt_tokens"]!);
    }

    [Fact]
    public void Without_a_prompt_a_document_begins() =>
        Assert.Equal(200, OpenAiClient.Vendor.Post(Path, """{"model": "gpt-3.5-turbo-instruct"}""").Status);

    [Fact]
    public void Every_documented_field_is_accepted() => Assert.Equal(200, Ask(
        Sum,
        """
        "best_of": 2, "frequency_penalty": 0.5, "logit_bias": {"50256": -100}, "logprobs": 5, "presence_penalty": -1, "seed": 1,
        "suffix": "!", "temperature": 0.2, "top_p": 0.5, "user": "ann", "stream": false, "stop": null
        """).Status);

    [Theory]
    [InlineData(Sum, "\"n\": 0", "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.", "n", "integer_below_min_value")]
    [InlineData(Sum, "\"logprobs\": 6", "Invalid 'logprobs': integer above maximum value. Expected a value <= 5, but got 6 instead.", "logprobs", "integer_above_max_value")]
    [InlineData(Sum, "\"stream_options\": {}", "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null)]
    [InlineData(Sum, "\"stream\": true, \"best_of\": 2", "Results cannot be streamed when best_of is greater than n", "best_of", null)]
    [InlineData("[2000000000]", "\"n\": 1", "'prompt' holds a token that is not in the model's vocabulary.", "prompt", null)]
    [InlineData("{}", "\"n\": 1", "Invalid type for 'prompt': expected one of a string, array of strings, array of integers or array of integer arrays, but got an object instead.", "prompt", "invalid_type")]
    [InlineData(Sum, "\"max_tokens\": 5000", "This model's maximum context length is 4096 tokens, however you requested 5007 tokens (7 in your prompt; 5000 for the completion). Please reduce your prompt; or completion length.", null, null)]
    public void Fields_are_checked(string prompt, string fields, string message, string? param, string? code) =>
        OpenAiClient.AssertRefused(Ask(prompt, fields), message, param, code);

    private static JsonNode Masked(JsonNode answer)
    {
        answer["id"] = "cmpl-?";
        return answer;
    }

    private static Answer Ask(string prompt, string fields = "") => OpenAiClient.Vendor.Post(
        Path, $$"""{"model": "gpt-3.5-turbo-instruct", "prompt": {{prompt}}{{(fields.Length == 0 ? "" : ", " + fields)}}}""");
}
