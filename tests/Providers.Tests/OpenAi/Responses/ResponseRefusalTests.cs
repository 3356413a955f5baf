namespace MockLlm.Providers.Tests.OpenAi.Responses;

public sealed class ResponseRefusalTests
{
    private static readonly Vendor Vendor = ResponsesClient.Saying(ResponsesClient.Text("yes"));

    [Theory]
    [InlineData("""{"model": "gpt-4o"}""", "One of \"input\" or \"previous_response_id\" or 'prompt' or 'conversation_id' must be provided.", "input", "missing_required_parameter")]
    [InlineData("""{"model": "gpt-4o", "input": 3}""", "Invalid type for 'input': expected one of a string or array of objects, but got an integer instead.", "input", "invalid_type")]
    [InlineData("""{"model": "gpt-4o", "input": "x", "max_output_tokens": 8}""", "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 8 instead.", "max_output_tokens", "integer_below_min_value")]
    [InlineData("""{"model": "gpt-4o", "input": "x", "tools": [{"type": "function", "function": {"name": "f"}}]}""", "Missing required parameter: 'tools[0].name'.", "tools[0].name", "missing_required_parameter")]
    [InlineData("""{"model": "gpt-4o", "input": "x", "tool_choice": {"type": "function", "name": "f"}}""", "Tool choice 'f' not found in 'tools' parameter.", "tool_choice", null)]
    [InlineData("""{"model": "gpt-4o", "input": [{"role": "user", "content": [{"type": "text", "text": "x"}]}]}""", "Invalid value: 'text'. Supported values are: 'input_text', 'input_image', 'output_text', 'refusal', 'input_file', 'input_audio', 'computer_screenshot', and 'summary_text'.", "input[0].content[0].type", "invalid_value")]
    [InlineData("""{"model": "gpt-4o", "input": [{"type": "reasoning", "id": "rs_1"}]}""", "Missing required parameter: 'input[0].summary'.", "input[0].summary", "missing_required_parameter")]
    [InlineData("""{"model": "gpt-4o", "input": [{"type": "function_call", "call_id": "call_1", "name": "f", "arguments": "{}"}]}""", "No tool output found for function call call_1.", "input", null)]
    [InlineData("""{"model": "gpt-4o", "input": [{"type": "function_call_output", "call_id": "call_1", "output": "x"}]}""", "No tool call found for function call output with call_id call_1.", "input", null)]
    [InlineData("""{"model": "gpt-4o", "input": "x", "text": {"format": {"type": "json_object"}}}""", "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.", "input", null)]
    [InlineData("""{"model": "gpt-4o", "input": "x", "stream_options": {"include_obfuscation": false}}""", "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null)]
    [InlineData("""{"model": "gpt-4o", "input": "x", "previous_response_id": "resp_0"}""", "Previous response with id 'resp_0' not found.", "previous_response_id", "previous_response_not_found")]
    public void A_mistake_gets_the_live_apis_400(string body, string message, string? param, string? code)
    {
        var answer = Vendor.Post(ResponsesClient.Path, body);

        Assert.Equal(400, answer.Status);
        OpenAiErrorTests.AssertError(answer, "invalid_request_error", message, param, code);
    }

    [Fact]
    public void A_reference_to_an_unknown_item_is_not_found()
    {
        var answer = Vendor.Ask("""
            "input": [{"type": "item_reference", "id": "msg_0"}]
            """);

        Assert.Equal(404, answer.Status);
        OpenAiErrorTests.AssertError(answer, "invalid_request_error", "Item with id 'msg_0' not found.", "input", null);
    }

    [Fact]
    public void An_input_over_the_models_window_is_refused_unless_it_may_be_truncated()
    {
        var input = $"\"input\": \"{string.Concat(Enumerable.Repeat("word ", 130_000))}\"";

        var refused = Vendor.Ask(input);

        Assert.Equal(400, refused.Status);
        OpenAiErrorTests.AssertError(
            refused,
            "invalid_request_error",
            "Your input exceeds the context window of this model. Please adjust your input and try again.",
            "input",
            "context_length_exceeded");
        Assert.Equal(200, Vendor.Ask(input + ", \"truncation\": \"auto\"").Status);
    }
}
