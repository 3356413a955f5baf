using System.Text;

namespace MockLlm.Providers.Tests.OpenAi.Chat;

/// <summary>What OpenAI says to requests it cannot read.</summary>
public sealed class ChatRefusalTests
{
    private const string NotJson = "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)";

    [Theory]
    [InlineData("", NotJson)]
    [InlineData("{", NotJson)]
    [InlineData("null", NotJson)]
    [InlineData("[]", NotJson)]
    [InlineData("\"text\"", NotJson)]
    [InlineData("{\"model\": \"\\ud83d\"}", NotJson)]
    [InlineData("""{"messages": []}""", "you must provide a model parameter")]
    public void A_body_without_a_place_to_blame_has_neither_param_nor_code(string body, string message) =>
        AssertRefused(ChatClient.Vendor.Post(ChatClient.Path, body), message, param: null, code: null);

    [Fact]
    public void Bytes_that_are_not_utf8_are_not_json() =>
        AssertRefused(ChatClient.Vendor.Post(ChatClient.Path, [.. "{\"model\": \""u8, 0xff, .. "\"}"u8]), NotJson, param: null, code: null);

    [Fact]
    public void Ten_thousand_levels_of_nesting_are_refused() => AssertRefused(
        ChatClient.Vendor.Post(ChatClient.Path, new StringBuilder().Insert(0, "[", 10_000).ToString()), NotJson, param: null, code: null);

    [Theory]
    [InlineData("""{"model": 1}""", "invalid_type", "model", "Invalid type for 'model': expected a string, but got an integer instead.")]
    [InlineData("""{"model": "m"}""", "missing_required_parameter", "messages", "Missing required parameter: 'messages'.")]
    [InlineData("""{"model": "m", "messages": "x"}""", "invalid_type", "messages", "Invalid type for 'messages': expected an array of objects, but got a string instead.")]
    [InlineData("""{"model": "m", "messages": []}""", "empty_array", "messages", "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.")]
    [InlineData("""{"model": "m", "messages": [1]}""", "invalid_type", "messages[0]", "Invalid type for 'messages[0]': expected an object, but got an integer instead.")]
    [InlineData("""{"model": "m", "messages": [{"content": "x"}]}""", "missing_required_parameter", "messages[0].role", "Missing required parameter: 'messages[0].role'.")]
    [InlineData("""{"model": "m", "messages": [{"role": "king", "content": "x"}]}""", "invalid_value", "messages[0].role", "Invalid value: 'king'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.")]
    [InlineData("""{"model": "m", "messages": [{"role": "user"}]}""", null, "messages.[0].content", "Invalid value for 'content': expected a string, got null.")]
    [InlineData("""{"model": "m", "messages": [{"role": "user", "content": null}]}""", null, "messages.[0].content", "Invalid value for 'content': expected a string, got null.")]
    [InlineData("""{"model": "m", "messages": [{"role": "assistant", "tool_calls": null}]}""", null, "messages.[0].content", "Invalid value for 'content': expected a string, got null.")]
    [InlineData("""{"model": "m", "messages": [{"role": "developer"}]}""", "missing_required_parameter", "messages[0].content", "Missing required parameter: 'messages[0].content'.")]
    [InlineData("""{"model": "m", "messages": [null]}""", "invalid_type", "messages[0]", "Invalid type for 'messages[0]': expected an object, but got null instead.")]
    [InlineData("""{"model": "m", "messages": [{"role": "user", "content": 7}]}""", "invalid_type", "messages[0].content", "Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an integer instead.")]
    [InlineData("""{"model": "m", "messages": [{"role": "user", "content": true}]}""", "invalid_type", "messages[0].content", "Invalid type for 'messages[0].content': expected one of a string or array of objects, but got a boolean instead.")]
    [InlineData("""{"model": "m", "messages": [{"role": "user", "content": [{}]}]}""", "missing_required_parameter", "messages[0].content[0].type", "Missing required parameter: 'messages[0].content[0].type'.")]
    [InlineData("""{"model": "m", "messages": [{"role": "user", "content": [{"type": "smell"}]}]}""", "invalid_value", "messages[0].content[0].type", "Invalid value: 'smell'. Supported values are: 'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'.")]
    [InlineData("""{"model": "m", "messages": [{"role": "user", "content": [{"type": "text"}]}]}""", "missing_required_parameter", "messages[0].content[0].text", "Missing required parameter: 'messages[0].content[0].text'.")]
    public void A_bad_body_is_refused_at_its_place(string body, string? code, string param, string message) =>
        AssertRefused(ChatClient.Vendor.Post(ChatClient.Path, body), message, param, code);

    [Theory]
    [InlineData("\"n\": 0", "integer_below_min_value", "n", "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.")]
    [InlineData("\"n\": 129", "integer_above_max_value", "n", "Invalid 'n': integer above maximum value. Expected a value <= 128, but got 129 instead.")]
    [InlineData("\"n\": \"2\"", "invalid_type", "n", "Invalid type for 'n': expected an integer, but got a string instead.")]
    [InlineData("\"n\": 1.5", "invalid_type", "n", "Invalid type for 'n': expected an integer, but got a decimal instead.")]
    [InlineData("\"max_tokens\": -1", "integer_below_min_value", "max_tokens", "Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got -1 instead.")]
    [InlineData("\"max_completion_tokens\": 0", "integer_below_min_value", "max_completion_tokens", "Invalid 'max_completion_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.")]
    [InlineData("\"temperature\": 2.5", "decimal_above_max_value", "temperature", "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.")]
    [InlineData("\"temperature\": \"hot\"", "invalid_type", "temperature", "Invalid type for 'temperature': expected a decimal, but got a string instead.")]
    [InlineData("\"top_p\": -0.1", "decimal_below_min_value", "top_p", "Invalid 'top_p': decimal below minimum value. Expected a value >= 0, but got -0.1 instead.")]
    [InlineData("\"frequency_penalty\": 3", "decimal_above_max_value", "frequency_penalty", "Invalid 'frequency_penalty': decimal above maximum value. Expected a value <= 2, but got 3 instead.")]
    [InlineData("\"presence_penalty\": -3", "decimal_below_min_value", "presence_penalty", "Invalid 'presence_penalty': decimal below minimum value. Expected a value >= -2, but got -3 instead.")]
    [InlineData("\"top_logprobs\": 21", "integer_above_max_value", "top_logprobs", "Invalid 'top_logprobs': integer above maximum value. Expected a value <= 20, but got 21 instead.")]
    [InlineData("\"stream\": \"yes\"", "invalid_type", "stream", "Invalid type for 'stream': expected a boolean, but got a string instead.")]
    [InlineData("\"stop\": [\"a\", \"b\", \"c\", \"d\", \"e\"]", "array_above_max_length", "stop", "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.")]
    [InlineData("\"stop\": [1]", "invalid_type", "stop[0]", "Invalid type for 'stop[0]': expected a string, but got an integer instead.")]
    [InlineData("\"stop\": [null]", "invalid_type", "stop[0]", "Invalid type for 'stop[0]': expected a string, but got null instead.")]
    [InlineData("\"tools\": {}", "invalid_type", "tools", "Invalid type for 'tools': expected an array of objects, but got an object instead.")]
    [InlineData("\"stream_options\": []", "invalid_type", "stream_options", "Invalid type for 'stream_options': expected an object, but got an array instead.")]
    [InlineData("\"stream_options\": {\"include_usage\": 1}", "invalid_type", "stream_options.include_usage", "Invalid type for 'stream_options.include_usage': expected a boolean, but got an integer instead.")]
    public void A_bad_field_is_refused_at_its_place(string field, string code, string param, string message) =>
        AssertRefused(ChatClient.Ask(field), message, param, code);

    [Fact]
    public void Stream_options_without_a_stream_are_refused() => AssertRefused(
        ChatClient.Ask("\"stream_options\": {\"include_usage\": true}"), "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", code: null);

    private static void AssertRefused(Answer answer, string message, string? param, string? code)
    {
        Assert.Equal(400, answer.Status);
        OpenAiErrorTests.AssertError(answer, "invalid_request_error", message, param, code);
    }
}
