namespace MockLlm.Providers.Tests.Refusals;

/// <summary>Requests that OpenAI's live API refuses.</summary>
internal static class OpenAiRefusals
{
    private const string Chat = "/v1/chat/completions";
    private const string Responses = "/v1/responses";
    private const string DataUrl = "Expected a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU=')";

    public static IReadOnlyList<Refusal> All { get; } = [.. OfChat(), .. OfChatTools(), .. OfResponses()];

    private static IEnumerable<Refusal> OfChat() =>
    [
        new(
            "max_tokens with max_completion_tokens",
            Chat,
            Ask("\"max_tokens\": 9, \"max_completion_tokens\": 9"),
            "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
            "https://github.com/langchain-ai/langgraph/issues/5943")
        {
            Param = "max_tokens",
            Code = "invalid_parameter_combination",
            Accepted = Ask("\"max_tokens\": 9, \"max_completion_tokens\": null"),
        },
        new(
            "top_logprobs without logprobs",
            Chat,
            Ask("\"top_logprobs\": 5"),
            "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
            "https://github.com/IBM/unitxt/issues/1193")
        {
            Param = "top_logprobs",
            Accepted = Ask("\"top_logprobs\": 5, \"logprobs\": true"),
        },
        new(
            "metadata without store",
            Chat,
            Ask("\"metadata\": {\"team\": \"ai\"}"),
            "The 'metadata' parameter is only allowed when 'store' is enabled.",
            "https://github.com/QwenLM/qwen-code/issues/243")
        {
            Param = "metadata",
            Accepted = Ask("\"metadata\": {\"team\": \"ai\"}, \"store\": true"),
        },
        new(
            "metadata that holds an object",
            Chat,
            Ask("\"store\": true, \"metadata\": {\"response_format\": {}}"),
            "Invalid type for 'metadata.response_format': expected a string, but got an object instead.",
            "https://github.com/langfuse/langfuse/issues/4699")
        {
            Param = "metadata.response_format",
            Code = "invalid_type",
        },
        new(
            "metadata that is a string",
            Chat,
            Ask("\"store\": true, \"metadata\": \"abc\""),
            "Invalid type for 'metadata': expected an object, but got a string instead.",
            "https://github.com/BerriAI/litellm/issues/37147")
        {
            Param = "metadata",
            Code = "invalid_type",
        },
        new(
            "metadata with 29 keys",
            Chat,
            Ask($"\"store\": true, \"metadata\": {Keys(29)}"),
            "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with 29 properties instead.",
            "https://github.com/langfuse/langfuse/issues/5339")
        {
            Param = "metadata",
            Code = "object_above_max_properties",
            Accepted = Ask($"\"store\": true, \"metadata\": {Keys(16)}"),
        },
        new(
            "metadata with a long value",
            Chat,
            Ask($"\"store\": true, \"metadata\": {{\"actual\": {Long(695)}}}"),
            "Invalid 'metadata.actual': string too long. Expected a string with maximum length 512, but got a string with length 695 instead.",
            "https://github.com/spiceai/docs/issues/928")
        {
            Param = "metadata.actual",
            Code = "string_above_max_length",
            Accepted = Ask($"\"store\": true, \"metadata\": {{\"actual\": {Long(512)}}}"),
        },
        new(
            "The name of a message with a space",
            Chat,
            Messages("""{"role": "system", "content": "x"}, {"role": "user", "name": "Jane Doe", "content": "x"}"""),
            @"Invalid 'messages[1].name': string does not match pattern. Expected a string that matches the pattern '^[^\s<|\\/>]+$'.",
            "https://github.com/mlflow/mlflow/pull/20470")
        {
            Param = "messages[1].name",
            Code = "invalid_value",
            Accepted = Messages("""{"role": "user", "name": "Jane_Doe.é", "content": "x"}"""),
        },
        new(
            "An image in a message of the assistant",
            Chat,
            Messages("""{"role": "user", "content": "a cat"}, {"role": "user", "content": "x"}, {"role": "assistant", "content": [{"type": "image_url", "image_url": {"url": "https://example.com/cat.png"}}]}"""),
            "Invalid 'messages[2]'. Image URLs are only allowed for messages with role 'user', but this message with role 'assistant' contains an image URL.",
            "https://github.com/openai/openai-node/issues/1030")
        {
            IsMessageOnly = true,
        },
        new(
            "An image in the result of a tool",
            Chat,
            Messages($$$"""{"role": "assistant", "tool_calls": [{{{Call("call_1")}}}]}, {"role": "tool", "tool_call_id": "call_1", "content": [{"type": "image_url", "image_url": {"url": "https://example.com/cat.png"}}]}"""),
            "Invalid 'messages[1]'. Image URLs are only allowed for messages with role 'user', but this message with role 'tool' contains an image URL.",
            "https://github.com/OpenHands/OpenHands/issues/7700")
        {
            IsMessageOnly = true,
        },
        new(
            "An image in base64 without a data URL",
            Chat,
            Messages("""{"role": "user", "content": [{"type": "text", "text": "x"}, {"type": "image_url", "image_url": {"url": "iVBORw0KGgo="}}]}"""),
            $"Invalid image URL: 'messages[0].content[1].image_url.url'. {DataUrl}, but got a value without the 'data:' prefix.",
            "https://github.com/Alibaba-NLP/OmniSearch/issues/3")
        {
            Param = "messages[0].content[1].image_url.url",
            Code = "invalid_value",
            Accepted = Messages("""{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}]}"""),
        },
        new(
            "An image_url that is a string",
            Chat,
            Messages("""{"role": "user", "content": [{"type": "text", "text": "x"}, {"type": "image_url", "image_url": "https://example.com/cat.png"}]}"""),
            "Invalid type for 'messages[0].content[1].image_url': expected an object, but got a string instead.",
            "https://github.com/dataprofessor/builder/issues/3")
        {
            Param = "messages[0].content[1].image_url",
            Code = "invalid_type",
        },
        new(
            "A bias for a word instead of a token's number",
            Chat,
            Ask("\"logit_bias\": {\"AI\": 10}"),
            "Invalid key in 'logit_bias': AI. You should only be submitting non-negative integers.",
            "https://github.com/OkGoDoIt/OpenAI-API-dotnet/issues/163")
        {
            Param = "logit_bias",
            Accepted = Ask("\"logit_bias\": {\"15836\": 10}"),
        },
        new(
            "A cache key of 69 characters",
            Chat,
            Ask($"\"prompt_cache_key\": {Long(69)}"),
            "Invalid 'prompt_cache_key': string too long. Expected a string with maximum length 64, but got a string with length 69 instead.",
            "https://github.com/vybestack/llxprt-code/issues/2135")
        {
            IsMessageOnly = true,
            Accepted = Ask($"\"prompt_cache_key\": {Long(64)}"),
        },
    ];

    private static IEnumerable<Refusal> OfChatTools() =>
    [
        new(
            "129 tools",
            Chat,
            Ask($"\"tools\": [{Tools(129)}]"),
            "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 129 instead.",
            "https://github.com/musistudio/claude-code-router/issues/686")
        {
            Param = "tools",
            Code = "array_above_max_length",
            Accepted = Ask($"\"tools\": [{Tools(128)}]"),
        },
        new(
            "200 calls in a message",
            Chat,
            Messages($$"""{"role": "user", "content": "x"}, {"role": "user", "content": "x"}, {"role": "assistant", "tool_calls": [{{Many(200, index => Call($"call_{index}"))}}]}"""),
            "Invalid 'messages[2].tool_calls': array too long. Expected an array with maximum length 128, but got an array with length 200 instead.",
            "https://github.com/openai/openai-dotnet/issues/317")
        {
            Param = "messages[2].tool_calls",
            Code = "array_above_max_length",
        },
        new(
            "The id of a call with 43 characters",
            Chat,
            Called(new('a', 43)),
            "Invalid 'messages[2].tool_calls[0].id': string too long. Expected a string with maximum length 40, but got a string with length 43 instead.",
            "https://github.com/vercel/ai/issues/5171")
        {
            Param = "messages[2].tool_calls[0].id",
            Code = "string_above_max_length",
            Accepted = Called(new('a', 40)),
        },
        new(
            "An array without items",
            Chat,
            Function("get_room_layout", """{"type": "object", "properties": {"objects": {"type": "array"}}}"""),
            "Invalid schema for function 'get_room_layout': In context=('properties', 'objects'), array schema missing items.",
            "https://github.com/modelscope/ms-agent/pull/610")
        {
            Param = "tools[0].function.parameters",
            Code = "invalid_function_parameters",
            Accepted = Function("get_room_layout", """{"type": "object", "properties": {"objects": {"type": "array", "items": {}}, "items": {"type": "string"}}}"""),
        },
        new(
            "An array of pairs without items, among others",
            Chat,
            Function("generate_chart_ui", """{"type": "object", "properties": {"figsize": {"anyOf": [{"type": "array", "prefixItems": [{"type": "number"}]}, {"type": "null"}]}}}"""),
            "Invalid schema for function 'generate_chart_ui': In context=('properties', 'figsize', 'anyOf', '0'), array schema missing items.",
            "https://github.com/PrefectHQ/fastmcp/issues/2464")
        {
            IsMessageOnly = true,
        },
        new(
            "An array without items in a list of types",
            Chat,
            Function("cipher_extract_and_operate_memory", """{"type": "object", "properties": {"interaction": {"type": ["string", "array"]}}}"""),
            "Invalid schema for function 'cipher_extract_and_operate_memory': In context=('properties', 'interaction', 'type', '1'), array schema missing items.",
            "https://github.com/campfirein/byterover-cli/issues/42")
        {
            IsMessageOnly = true,
        },
        new(
            "An array without items inside an array",
            Chat,
            Function("information_extraction", """{"type": "object", "properties": {"info": {"type": "array", "items": {"type": "object", "properties": {"synonyms": {"type": "array"}}}}}}"""),
            "Invalid schema for function 'information_extraction': In context=('properties', 'info', 'items', 'properties', 'synonyms'), array schema missing items.",
            "https://github.com/brainlid/langchain/issues/148")
        {
            IsMessageOnly = true,
        },
        new(
            "Parameters without properties",
            Chat,
            Function("karakeep-get-lists", """{"type": "object"}"""),
            "Invalid schema for function 'karakeep-get-lists': In context=(), object schema missing properties.",
            "https://github.com/karakeep-app/karakeep/issues/1696")
        {
            IsMessageOnly = true,
            Accepted = Function("karakeep-get-lists", """{"type": "object", "properties": {}}"""),
        },
    ];

    private static IEnumerable<Refusal> OfResponses() =>
    [
        new(
            "metadata with a number",
            Responses,
            Respond("\"input\": \"x\", \"metadata\": {\"someNumericId\": 123}"),
            "Invalid type for 'metadata.someNumericId': expected a string, but got an integer instead.",
            "https://github.com/openai/openai-java/issues/338")
        {
            Param = "metadata.someNumericId",
            Code = "invalid_type",
            Accepted = Respond("\"input\": \"x\", \"metadata\": {\"someNumericId\": \"123\"}"),
        },
        new(
            "A cache key of 67 characters",
            Responses,
            Respond($"\"input\": \"x\", \"prompt_cache_key\": {Long(67)}"),
            "Invalid 'prompt_cache_key': string too long. Expected a string with maximum length 64, but got a string with length 67 instead.",
            "https://github.com/earendil-works/pi/issues/4720")
        {
            IsMessageOnly = true,
        },
        new(
            "Parameters of a function without properties",
            Responses,
            Respond("""
                "input": "x", "tools": [{"type": "function", "name": "mcp_codex_data_tool_get_networks", "parameters": {"type": "object"}}]
                """),
            "Invalid schema for function 'mcp_codex_data_tool_get_networks': In context=(), object schema missing properties.",
            "https://github.com/tailcallhq/forgecode/issues/1359")
        {
            Param = "tools[0].parameters",
            Code = "invalid_function_parameters",
        },
        new(
            "The call_id of a call with 86 characters",
            Responses,
            Items($$"""{"type": "function_call", "call_id": {{Long(86)}}, "name": "f", "arguments": "{}"}, {"type": "function_call_output", "call_id": {{Long(86)}}, "output": "x"}"""),
            "Invalid 'input[0].call_id': string too long. Expected a string with maximum length 64, but got a string with length 86 instead.",
            "https://github.com/orchidfiles/ungate/issues/26")
        {
            Param = "input[0].call_id",
            Code = "string_above_max_length",
            Accepted = Items($$"""{"type": "function_call", "call_id": {{Long(64)}}, "name": "f", "arguments": "{}"}, {"type": "function_call_output", "call_id": {{Long(64)}}, "output": "x"}"""),
        },
        new(
            "An empty call_id",
            Responses,
            Items("""{"type": "function_call", "call_id": "", "name": "f", "arguments": "{}"}"""),
            "Invalid 'input[0].call_id': empty string. Expected a string with minimum length 1, but got an empty string instead.",
            "https://github.com/continuedev/continue/issues/11685")
        {
            Param = "input[0].call_id",
            Code = "empty_string",
        },
        new(
            "The id of a message without msg",
            Responses,
            Items("""{"type": "message", "id": "item_3bc5a3fa8ccde25f1c0000d4", "role": "assistant", "content": "x"}"""),
            "Invalid 'input[0].id': 'item_3bc5a3fa8ccde25f1c0000d4'. Expected an ID that begins with 'msg'.",
            "https://github.com/Wei-Shaw/sub2api/issues/3981")
        {
            Param = "input[0].id",
            Code = "invalid_value",
            Accepted = Items("""{"type": "message", "id": "msg_3bc5a3fa8ccde25f1c0000d4", "role": "assistant", "content": "x"}"""),
        },
        new(
            "The id of a call without fc",
            Responses,
            Items("""{"type": "function_call", "id": "msg_0a8c4783", "call_id": "call_1", "name": "f", "arguments": "{}"}, {"type": "function_call_output", "call_id": "call_1", "output": "x"}"""),
            "Invalid 'input[0].id': 'msg_0a8c4783'. Expected an ID that begins with 'fc'.",
            "https://github.com/continuedev/continue/issues/11689")
        {
            Param = "input[0].id",
            Code = "invalid_value",
        },
        new(
            "An item twice",
            Responses,
            Items("""{"type": "reasoning", "id": "rs_091c", "summary": []}, {"role": "assistant", "content": "x"}, {"type": "reasoning", "id": "rs_091c", "summary": []}, {"role": "assistant", "content": "x"}"""),
            "Duplicate item found with id rs_091c. Remove duplicate items from your input and try again.",
            "https://github.com/continuedev/continue/issues/10200")
        {
            Param = "input",
        },
        new(
            "Reasoning without what follows it",
            Responses,
            Items("""{"type": "reasoning", "id": "rs_0c38", "summary": []}, {"role": "user", "content": "go on"}"""),
            "Item 'rs_0c38' of type 'reasoning' was provided without its required following item.",
            "https://github.com/continuedev/continue/issues/8933")
        {
            Param = "input",
            Accepted = Items("""{"type": "reasoning", "id": "rs_0c38", "summary": []}, {"role": "assistant", "content": "x"}, {"role": "user", "content": "go on"}"""),
        },
        new(
            "Reasoning of a response that is not stored",
            Responses,
            Items("""{"type": "reasoning", "id": "rs_0de7", "summary": []}, {"role": "assistant", "content": "x"}""", ", \"store\": false"),
            "Item with id 'rs_0de7' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.",
            "https://github.com/continuedev/continue/issues/9101")
        {
            Status = 404,
            Param = "input",
            Accepted = Items("""{"type": "reasoning", "id": "rs_0de7", "summary": [], "encrypted_content": "gAAAAAB"}, {"role": "assistant", "content": "x"}""", ", \"store\": false"),
        },
        new(
            "A text over ten mebibytes",
            Responses,
            Items($$"""{"role": "user", "content": {{Long(10_485_761)}}}"""),
            "Invalid 'input[0].content': string too long. Expected a string with maximum length 10485760, but got a string with length 10485761 instead.",
            "https://github.com/VectorlyApp/bluebox/issues/31")
        {
            Param = "input[0].content",
            Code = "string_above_max_length",
        },
        new(
            "An unknown kind of summary",
            Responses,
            Respond("\"input\": \"x\", \"reasoning\": {\"summary\": \"brief\"}"),
            "Invalid value: 'brief'. Supported values are: 'concise', 'detailed', and 'auto'.",
            "https://github.com/anomalyco/opencode/issues/23889")
        {
            IsMessageOnly = true,
        },
        new(
            "An image without bytes",
            Responses,
            Items("""{"role": "user", "content": [{"type": "input_image", "image_url": "data:image/png;base64,"}]}"""),
            $"Invalid 'input[0].content[0].image_url'. {DataUrl}, but got empty base64-encoded bytes.",
            "https://github.com/anomalyco/opencode/issues/23983")
        {
            IsMessageOnly = true,
        },
    ];

    private static string Ask(string fields) =>
        $$"""{"model": "gpt-4o", "messages": [{"role": "user", "content": "x"}], {{fields}}}""";

    private static string Messages(string messages) => $$"""{"model": "gpt-4o", "messages": [{{messages}}]}""";

    private static string Respond(string fields) => $$"""{"model": "gpt-5", {{fields}}}""";

    private static string Items(string items, string fields = "") => $$"""{"model": "gpt-5", "input": [{{items}}]{{fields}}}""";

    private static string Function(string name, string parameters) => Ask(
        $$$"""
        "tools": [{"type": "function", "function": {"name": "{{{name}}}", "parameters": {{{parameters}}}}}]
        """);

    private static string Called(string id) => Messages(
        $$"""{"role": "system", "content": "x"}, {"role": "user", "content": "x"}, {"role": "assistant", "tool_calls": [{{Call(id)}}]}, {"role": "tool", "tool_call_id": "{{id}}", "content": "x"}""");

    private static string Call(string id) =>
        $$$"""{"id": "{{{id}}}", "type": "function", "function": {"name": "f", "arguments": "{}"}}""";

    private static string Tools(int count) => Many(count, index => $$$"""{"type": "function", "function": {"name": "f{{{index}}}"}}""");

    private static string Keys(int count) => $"{{{Many(count, index => $"\"key{index}\": \"x\"")}}}";

    private static string Long(int length) => $"\"{new string('a', length)}\"";

    private static string Many(int count, Func<int, string> item) => string.Join(", ", Enumerable.Range(0, count).Select(item));
}
