using System.Text.Json.Nodes;
using MockLlm.Providers.OpenAi;
using MockLlm.Providers.Tests.OpenAi.Chat;

namespace MockLlm.Providers.Tests.OpenAi.Responses;

/// <summary>The golden file follows OpenAI's API reference, "The response object", and answers of the live API that users published.</summary>
public sealed class ResponsesTests
{
    private const string Weather = """
        "tools": [{"type": "function", "name": "get_weather", "parameters": {"type": "object", "properties": {}}}]
        """;

    [Fact]
    public void A_plain_answer_is_the_documented_object() =>
        Golden.Matches("OpenAi/Responses/Golden/plain.json", ResponsesClient.Numbered(ResponseTurn.All["text"].Plain().Json!));

    [Fact]
    public void Ids_have_the_vendors_form()
    {
        var answer = ResponsesClient.Saying(new CompletionPart(PartKind.Reasoning, "hm"), ResponsesClient.Text("yes"), CompletionPart.Call("get_weather", "{}"))
            .Ask("\"reasoning\": {\"effort\": \"low\"}, " + Weather);

        Assert.Matches("^resp_[0-9a-f]{50}$", answer.Id());
        var output = answer.Json!["output"]!.AsArray();
        Assert.Matches("^rs_[0-9a-f]{50}$", (string)output[0]!["id"]!);
        Assert.Matches("^msg_[0-9a-f]{50}$", (string)output[1]!["id"]!);
        Assert.Matches("^fc_[0-9a-f]{50}$", (string)output[2]!["id"]!);
        Assert.Matches("^call_[0-9A-Za-z]{24}$", (string)output[2]!["call_id"]!);
    }

    [Fact]
    public void Every_documented_field_is_accepted()
    {
        var vendor = ResponsesClient.Saying(ResponsesClient.Text("yes"));
        vendor.Ask();

        var answer = vendor.Post(ResponsesClient.Path, Golden.Text("OpenAi/Responses/Golden/every-field.request.json"));

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public void What_was_asked_is_repeated()
    {
        const string Asked = """
            "temperature": 0.5, "top_p": 0.9, "max_output_tokens": 99, "metadata": {"a": "b"}, "instructions": "Be brief.", "truncation": "auto",
            "user": "u", "safety_identifier": "s", "prompt_cache_key": "k", "parallel_tool_calls": false, "tool_choice": "none", "store": false,
            "text": {"format": {"type": "text"}, "verbosity": "low"}, "reasoning": {"effort": "high", "summary": "concise"}, "top_logprobs": 3
            """;

        var answer = ResponsesClient.Saying(ResponsesClient.Text("yes")).Ask(Asked).Json!;

        foreach (var (name, value) in JsonNode.Parse($"{{{Asked}}}")!.AsObject())
        {
            Assert.True(JsonNode.DeepEquals(value, answer[name]), $"{name} is {answer[name]}");
        }
    }

    [Fact]
    public void Of_a_function_what_is_taken_for_granted_is_shown()
    {
        var tool = ResponsesClient.Saying(ResponsesClient.Text("yes")).Ask(Weather).Json!["tools"]![0]!;

        Assert.True((bool)tool["strict"]!);
        Assert.True(tool.AsObject().ContainsKey("description"));
        Assert.Equal("object", (string?)tool["parameters"]!["type"]);
    }

    [Theory]
    [InlineData("\"input\": \"what is 2+2?\"")]
    [InlineData("""
        "input": [{"role": "user", "content": "what is 2+2?"}]
        """)]
    [InlineData("""
        "input": [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "what is "}, {"type": "input_image", "image_url": "https://example.com/x.png"}, {"type": "input_text", "text": "2+2?"}]}]
        """)]
    [InlineData("""
        "instructions": "Be brief.", "input": [{"role": "user", "content": "what is 2+2?"}, {"role": "assistant", "content": [{"type": "output_text", "text": "well"}]}, {"role": "developer", "content": "now"}]
        """)]
    [InlineData("""
        "input": [{"role": "user", "content": "what is 2+2?"}, {"type": "reasoning", "id": "rs_1", "summary": []}, {"type": "web_search_call", "id": "ws_1"}]
        """)]
    public void The_prompt_is_the_text_of_the_last_user_message_that_has_text(string input)
    {
        var vendor = new Vendor(typeof(OpenAiProvider), ChatClient.Sums);

        Assert.Equal("2+2 equals 9.", (string?)vendor.Ask(input).Json!["output"]![0]!["content"]![0]!["text"]);
    }

    [Fact]
    public void The_same_words_cost_what_they_cost_in_chat()
    {
        var vendor = new Vendor(typeof(OpenAiProvider), ChatClient.Sums);
        var usage = vendor.Ask("\"input\": \"what is 2+2?\"").Json!["usage"]!;
        var counted = vendor.Post("/v1/responses/input_tokens", ResponsesClient.Body("\"input\": \"what is 2+2?\"")).Json!;

        Assert.Equal(14, (int)usage["input_tokens"]!);
        Assert.Equal("response.input_tokens", (string?)counted["object"]);
        Assert.Equal(14, (int)counted["input_tokens"]!);
    }

    [Fact]
    public void A_request_means_the_same_in_neutral_words()
    {
        var asked = Read($$$$"""
            "instructions": "Be brief.", {{{{Weather}}}}, "tool_choice": {"type": "function", "name": "get_weather"}, "parallel_tool_calls": false,
            "max_output_tokens": 20, "stream": true, "text": {"format": {"type": "json_schema", "name": "w", "schema": {"type": "object"}}},
            "input": [{"role": "user", "content": "q"}, {"type": "function_call", "call_id": "c", "name": "get_weather", "arguments": "{}"},
                      {"type": "function_call_output", "call_id": "c", "output": [{"type": "input_text", "text": "sunny"}]}]
            """);

        Assert.Equal("q", asked.Prompt);
        Assert.Equal("Be brief.", asked.System);
        Assert.Equal(1, asked.Turn);
        Assert.Equal("sunny", asked.ToolResult);
        Assert.Equal(["get_weather"], asked.Tools.Select(tool => tool.Name));
        Assert.Equal(ToolChoice.Named("get_weather"), asked.ToolChoice);
        Assert.False(asked.ParallelToolCalls);
        Assert.True(asked.Stream);
        Assert.Equal(20, asked.Limits.MaxTokens);
        Assert.Equal("""{"type": "object"}""", asked.Format!.Schema!.Value.GetRawText());
    }

    [Fact]
    public void Only_the_allowed_tools_are_offered()
    {
        var asked = Read("""
            "tools": [{"type": "function", "name": "a"}, {"type": "function", "name": "b"}, {"type": "web_search"}],
            "tool_choice": {"type": "allowed_tools", "mode": "required", "tools": [{"type": "function", "name": "b"}]}
            """);

        Assert.Equal(["b"], asked.Tools.Select(tool => tool.Name));
        Assert.Equal(ToolChoice.Required, asked.ToolChoice);
    }

    [Theory]
    [InlineData("gpt-4o", "null", false)]
    [InlineData("gpt-4o", """{"effort": "low"}""", true)]
    [InlineData("gpt-4o", """{"summary": "auto"}""", true)]
    [InlineData("o3", "null", true)]
    [InlineData("gpt-5-mini", "null", true)]
    [InlineData("gpt-5-mini", """{"effort": "none"}""", false)]
    [InlineData("gpt-5.1", "null", false)]
    public void A_reasoning_model_thinks_unless_told_not_to_and_any_other_when_told_to(string model, string reasoning, bool thinks)
    {
        var answer = ResponsesClient.Saying(new CompletionPart(PartKind.Reasoning, "let me think"), ResponsesClient.Text("yes"))
            .Post(ResponsesClient.Path, $$"""{"model": "{{model}}", "input": "q", "reasoning": {{reasoning}}}""").Json!;

        Assert.Equal(thinks ? 3 : 0, (int)answer["usage"]!["output_tokens_details"]!["reasoning_tokens"]!);
        Assert.Equal(thinks ? 2 : 1, answer["output"]!.AsArray().Count);
    }

    private static Conversation Read(string fields) =>
        new OpenAiProvider().Read(Vendor.Body<MockLlm.Providers.OpenAi.Responses.ResponseRequest>(ResponsesClient.Body(fields)))!;
}
