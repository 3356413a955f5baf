namespace MockLlm.Providers.Tests.OpenAi.Chat;

/// <summary>What OpenAI says to tools, tool turns and formats that it does not take.</summary>
public sealed class ChatToolRefusalTests
{
    private const string Call = """{"id": "call_1", "type": "function", "function": {"name": "look", "arguments": "{}"}}""";
    private const string Other = """{"id": "call_2", "type": "function", "function": {"name": "look", "arguments": "{}"}}""";
    private const string Look = "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"look\"}}]";

    [Theory]
    [InlineData("\"tools\": []", "empty_array", "tools", "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array instead.")]
    [InlineData("\"tools\": [{}]", "missing_required_parameter", "tools[0].type", "Missing required parameter: 'tools[0].type'.")]
    [InlineData("\"tools\": [{\"type\": \"function\"}]", "missing_required_parameter", "tools[0].function", "Missing required parameter: 'tools[0].function'.")]
    [InlineData("\"tools\": [{\"type\": \"function\", \"function\": {}}]", "missing_required_parameter", "tools[0].function.name", "Missing required parameter: 'tools[0].function.name'.")]
    [InlineData("\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"\"}}]", "empty_string", "tools[0].function.name", "Invalid 'tools[0].function.name': empty string. Expected a string with minimum length 1, but got an empty string instead.")]
    [InlineData("\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"a.b\"}}]", "invalid_value", "tools[0].function.name", "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.")]
    [InlineData("\"tools\": [{\"type\": \"custom\", \"custom\": {\"name\": \"a b\"}}]", "invalid_value", "tools[0].custom.name", "Invalid 'tools[0].custom.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.")]
    [InlineData("\"functions\": [{\"name\": \"a b\"}]", "invalid_value", "functions[0].name", "Invalid 'functions[0].name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.")]
    [InlineData("\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"look\", \"parameters\": {\"type\": \"array\"}}}]", "invalid_function_parameters", "tools[0].function.parameters", "Invalid schema for function 'look': schema must be a JSON Schema of 'type: \"object\"', got 'type: \"array\"'.")]
    [InlineData("\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"look\", \"parameters\": {\"$ref\": \"#\"}}}]", "invalid_function_parameters", "tools[0].function.parameters", "Invalid schema for function 'look': schema must be a JSON Schema of 'type: \"object\"', got 'type: \"None\"'.")]
    [InlineData("\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"look\", \"strict\": true, \"parameters\": {\"type\": \"object\"}}}]", "invalid_function_parameters", "tools[0].function.parameters", "Invalid schema for function 'look': In context=(), 'additionalProperties' is required to be supplied and to be false.")]
    [InlineData("\"tool_choice\": \"auto\"", null, "tool_choice", "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.")]
    [InlineData("\"parallel_tool_calls\": true", null, "parallel_tool_calls", "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are specified.")]
    [InlineData("\"function_call\": \"auto\"", null, "function_call", "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.")]
    [InlineData(Look + ", \"tool_choice\": \"any\"", "invalid_value", "tool_choice", "Invalid value: 'any'. Supported values are: 'none', 'auto', and 'required'.")]
    [InlineData(Look + ", \"tool_choice\": 1", "invalid_type", "tool_choice", "Invalid type for 'tool_choice': expected one of a string or object, but got an integer instead.")]
    [InlineData(Look + ", \"tool_choice\": {\"type\": \"function\"}", "missing_required_parameter", "tool_choice.function", "Missing required parameter: 'tool_choice.function'.")]
    [InlineData(Look + ", \"tool_choice\": {\"type\": \"function\", \"function\": {\"name\": \"see\"}}", null, "tool_choice", "Invalid value for 'tool_choice': no function named see was specified in the 'tools' parameter.")]
    [InlineData("\"functions\": [{\"name\": \"look\"}], \"function_call\": {\"name\": \"see\"}", null, "function_call", "Invalid value for 'function_call': no function named see was specified in the 'functions' parameter.")]
    [InlineData("\"reasoning_effort\": \"huge\"", "invalid_value", "reasoning_effort", "Invalid value: 'huge'. Supported values are: 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', and 'max'.")]
    public void Bad_tools_are_refused_at_their_place(string field, string? code, string param, string message) =>
        AssertRefused(ChatClient.Ask(field), message, param, code);

    [Theory]
    [InlineData("{}", "missing_required_parameter", "response_format.type", "Missing required parameter: 'response_format.type'.")]
    [InlineData("{\"type\": \"xml\"}", "invalid_value", "response_format.type", "Invalid value: 'xml'. Supported values are: 'json_object', 'json_schema', and 'text'.")]
    [InlineData("{\"type\": \"json_schema\"}", "missing_required_parameter", "response_format.json_schema", "Missing required parameter: 'response_format.json_schema'.")]
    [InlineData("{\"type\": \"json_schema\", \"json_schema\": {\"schema\": {}}}", "missing_required_parameter", "response_format.json_schema.name", "Missing required parameter: 'response_format.json_schema.name'.")]
    [InlineData("{\"type\": \"json_schema\", \"json_schema\": {\"name\": \"a\"}}", "missing_required_parameter", "response_format.json_schema.schema", "Missing required parameter: 'response_format.json_schema.schema'.")]
    [InlineData("{\"type\": \"json_schema\", \"json_schema\": {\"name\": \"a b\", \"schema\": {\"type\": \"object\"}}}", "invalid_value", "response_format.json_schema.name", "Invalid 'response_format.json_schema.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.")]
    [InlineData("{\"type\": \"json_schema\", \"json_schema\": {\"name\": \"a\", \"schema\": {\"type\": \"string\"}}}", null, "response_format", "Invalid schema for response_format 'a': schema must be a JSON Schema of 'type: \"object\"', got 'type: \"string\"'.")]
    [InlineData("{\"type\": \"json_object\"}", null, "messages", "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.")]
    public void A_bad_format_is_refused_at_its_place(string format, string? code, string param, string message) =>
        AssertRefused(ChatClient.Ask($"\"response_format\": {format}"), message, param, code);

    [Theory]
    [InlineData("""{"a": {"type": "object"}}, "required": ["a"]""", "('properties', 'a'), 'additionalProperties' is required to be supplied and to be false.")]
    [InlineData("""{"a": {"type": "string"}}""", "(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'a'.")]
    [InlineData("""{"a": {"type": "array", "items": {"type": ["object", "null"]}}}, "required": ["a"]""", "('properties', 'a', 'items'), 'additionalProperties' is required to be supplied and to be false.")]
    [InlineData("""{"a": {"anyOf": [{"type": "null"}, {"type": "object"}]}}, "required": ["a"]""", "('properties', 'a', 'anyOf', '1'), 'additionalProperties' is required to be supplied and to be false.")]
    [InlineData("""{}, "$defs": {"b": {"type": "object"}}""", "('$defs', 'b'), 'additionalProperties' is required to be supplied and to be false.")]
    public void A_strict_schema_that_is_loose_somewhere_is_refused(string properties, string loose) => AssertRefused(
        ChatClient.Ask(
            $$"""
            "response_format": {"type": "json_schema", "json_schema": {"name": "a", "strict": true,
              "schema": {"type": "object", "additionalProperties": false, "properties": {{properties}} } } }
            """),
        $"Invalid schema for response_format 'a': In context={loose}",
        "response_format",
        null);

    [Theory]
    [InlineData("""{"role": "tool", "content": "4"}""", "messages.[1].tool_call_id", "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.")]
    [InlineData("""{"role": "tool", "tool_call_id": "call_1", "content": "4"}""", "messages.[1].role", "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.")]
    [InlineData("""{"role": "assistant", "tool_calls": [""" + Call + """]}, {"role": "tool", "tool_call_id": "call_9", "content": "4"}""", "messages.[2].tool_call_id", "Invalid parameter: 'tool_call_id' of 'call_9' not found in 'tool_calls' of previous message.")]
    [InlineData("""{"role": "assistant", "tool_calls": [""" + Call + """]}""", "messages", "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1")]
    [InlineData("""{"role": "assistant", "tool_calls": [""" + Call + ", " + Other + """]}, {"role": "tool", "tool_call_id": "call_2", "content": "4"}, {"role": "user", "content": "x"}""", "messages.[3].role", "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1")]
    public void Calls_and_results_that_do_not_fit_are_refused(string messages, string param, string message) => AssertRefused(Turn(messages), message, param, null);

    [Theory]
    [InlineData("""{"role": "assistant", "tool_calls": []}""", "empty_array", "messages[1].tool_calls", "Invalid 'messages[1].tool_calls': empty array. Expected an array with minimum length 1, but got an empty array instead.")]
    [InlineData("""{"role": "assistant", "tool_calls": [{"id": "call_1"}]}""", "missing_required_parameter", "messages[1].tool_calls[0].type", "Missing required parameter: 'messages[1].tool_calls[0].type'.")]
    [InlineData("""{"role": "assistant", "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "look"}}]}""", "missing_required_parameter", "messages[1].tool_calls[0].function.arguments", "Missing required parameter: 'messages[1].tool_calls[0].function.arguments'.")]
    [InlineData("""{"role": "assistant", "function_call": {"arguments": "{}"}}""", "missing_required_parameter", "messages[1].function_call.name", "Missing required parameter: 'messages[1].function_call.name'.")]
    public void A_bad_call_is_refused_at_its_place(string messages, string code, string param, string message) => AssertRefused(Turn(messages), message, param, code);

    [Fact]
    public void A_name_of_65_letters_is_too_long() => AssertRefused(
        ChatClient.Ask($"\"functions\": [{{\"name\": \"{new string('a', 65)}\"}}]"),
        "Invalid 'functions[0].name': string too long. Expected a string with maximum length 64, but got a string with length 65 instead.",
        "functions[0].name",
        "string_above_max_length");

    private static Answer Turn(string messages) => ChatClient.Vendor.Post(
        ChatClient.Path, $$"""{"model": "gpt-4o", "messages": [{"role": "user", "content": "x"}, {{messages}}]}""");

    private static void AssertRefused(Answer answer, string message, string? param, string? code)
    {
        Assert.Equal(400, answer.Status);
        OpenAiErrorTests.AssertError(answer, "invalid_request_error", message, param, code);
    }
}
