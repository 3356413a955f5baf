namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>Calls of the routes of responses.</summary>
internal static class ResponseCalls
{
    private const string Create = "POST /responses";
    private const string Show = "GET /responses/{response_id}";
    private const string Delete = "DELETE /responses/{response_id}";
    private const string Cancel = "POST /responses/{response_id}/cancel";
    private const string Items = "GET /responses/{response_id}/input_items";
    private const string Count = "POST /responses/input_tokens";
    private const string Hi = """ "input": "text" """;
    private const string Function = """{"type": "function", "name": "get_weather", "description": "The weather.", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": false}, "strict": true}""";
    private const string Custom = """{"type": "custom", "name": "run", "description": "Runs a command.", "format": {"type": "text"}}""";
    private const string Tools = $$""" "tools": [{{Function}}] """;
    private const string Schema = """{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": false}""";
    private const string Reasoning = """ "reasoning": {"effort": "high", "summary": "auto"}, "include": ["reasoning.encrypted_content"] """;

    public static IEnumerable<ApiCall> All => [.. Created, .. Created.Select(Streamed), .. OfStored];

    private static ApiCall Conversation => Of("response, a conversation", $$"""
        "input": [
          {"role": "developer", "content": "Be polite."},
          {"type": "message", "role": "user", "content": [
            {"type": "input_text", "text": "text"},
            {"type": "input_image", "image_url": "https://example.com/a.png", "detail": "low"},
            {"type": "input_file", "filename": "a.txt", "file_data": "data:text/plain;base64,aGVsbG8="}]},
          {"type": "reasoning", "id": "rs_1", "summary": []},
          {"role": "assistant", "content": "Let me see."},
          {"type": "message", "id": "msg_1", "status": "completed", "role": "assistant", "content": [{"type": "output_text", "text": "I look.", "annotations": [], "logprobs": []}]},
          {"role": "assistant", "content": [{"type": "output_text", "text": "I looked."}, {"type": "refusal", "refusal": "No."}]},
          {"role": "user", "content": [{"type": "input_image", "image_url": "https://example.com/a.png"}]},
          {"type": "function_call", "call_id": "call_1", "name": "get_weather", "arguments": "{}"},
          {"type": "function_call_output", "call_id": "call_1", "output": "Sunny."},
          {"type": "custom_tool_call", "call_id": "call_2", "name": "run", "input": "ls"},
          {"type": "custom_tool_call_output", "call_id": "call_2", "output": "a.txt"},
          {"role": "user", "content": "text"}], "tools": [{{Function}}, {{Custom}}]
        """);

    private static IEnumerable<ApiCall> Created =>
    [
        Of("response", Hi),
        Of("response, no text", Hi) with { Rule = "empty" },
        Of("response, a function call", $"{Hi}, {Tools}") with { Rule = "call" },
        Of("response, two function calls and text", $"{Hi}, {Tools}") with { Rule = "calls" },
        Of("response, a required function call", $"{Hi}, {Tools}, \"tool_choice\": \"required\""),
        Of("response, a named function call", $$"""{{Hi}}, {{Tools}}, "tool_choice": {"type": "function", "name": "get_weather"}"""),
        Of("response, allowed tools", $$"""{{Hi}}, {{Tools}}, "tool_choice": {"type": "allowed_tools", "mode": "auto", "tools": [{"type": "function", "name": "get_weather"}]}"""),
        Of("response, a custom tool call", $$"""{{Hi}}, "tools": [{{Custom}}], "tool_choice": {"type": "custom", "name": "run"}"""),
        Of("response, a refusal", Hi) with { Fault = "refusal" },
        Of("response, a filtered text", Hi) with { Rule = "filtered" },
        Of("response, a cut text", Hi) with { Rule = "cut" },
        Of("response, a text cut by max_output_tokens", """ "input": "long", "max_output_tokens": 16"""),
        Of("response, reasoning", $"{Hi}, {Reasoning}") with { Rule = "thought" },
        Of("response, reasoning without a summary", Hi + """, "reasoning": {"effort": "low"}""") with { Rule = "thought" },
        Of("response, reasoning before a call", $"{Hi}, {Reasoning}, {Tools}") with { Rule = "thought-call" },
        Of("response, JSON by a schema", $$$"""{{{Hi}}}, "text": {"format": {"type": "json_schema", "name": "trip", "strict": true, "schema": {{{Schema}}}}, "verbosity": "low"}"""),
        Of("response, a JSON object", """ "input": "Say json.", "text": {"format": {"type": "json_object"}}"""),
        Of("response, hosted tools", Hi + """
            , "tools": [{"type": "web_search_preview"}, {"type": "web_search"}, {"type": "file_search", "vector_store_ids": ["vs_1"]},
            {"type": "code_interpreter", "container": {"type": "auto"}}, {"type": "image_generation"}, {"type": "local_shell"},
            {"type": "mcp", "server_label": "a", "server_url": "https://example.com/mcp", "require_approval": "never"}]
            """),
        Of("response, log probabilities", Hi + """, "include": ["message.output_text.logprobs"], "top_logprobs": 2"""),
        Of("response, in the background", Hi + """, "background": true"""),
        Conversation,
        Of("response, every other field", Hi + """
            , "instructions": "Be polite.", "temperature": 0.5, "top_p": 0.5, "max_tool_calls": 2, "metadata": {"a": "b"}, "parallel_tool_calls": false,
            "store": false, "truncation": "auto", "user": "ann", "safety_identifier": "s", "prompt_cache_key": "k", "prompt_cache_retention": "24h",
            "service_tier": "flex", "conversation": "conv_1"
            """),
        Of("response, a prompt template", """ "prompt": {"id": "pmpt_1", "version": "2", "variables": {"city": "Paris"}}, "conversation": {"id": "conv_1"}"""),
    ];

    private static IEnumerable<ApiCall> OfStored =>
    [
        Streamed(Of("response, an error", Hi)) with { Fault = "error_event" },
        new("stored response", Show) { Stored = Of("", $"{Hi}, {Reasoning}, {Tools}") with { Rule = "thought-call" } },
        new("stored response, cut", Show) { Stored = Of("", Hi) with { Rule = "cut" } },
        new("stored response, unknown", Show) { Path = "/responses/resp_1", Status = 404 },
        new("stored response, deleted", Delete) { Stored = Of("", Hi) },
        new("stored response, unknown and deleted", Delete) { Path = "/responses/resp_1", Status = 404 },
        new("background response, cancelled", Cancel) { Stored = Of("", Hi + """, "background": true""") },
        new("response that cannot be cancelled", Cancel) { Stored = Of("", Hi), Status = 400 },
        new("response, unknown and cancelled", Cancel) { Path = "/responses/resp_1/cancel", Status = 404 },
        new("input items of a text", Items) { Stored = Of("", Hi) },
        new("input items of a conversation", Items) { Stored = Conversation },
        new("input items, a page", Items) { Stored = Conversation, Path = "/responses/{response_id}/input_items?limit=2&order=asc" },
        new("input items, no more", Items) { Stored = Conversation, Path = "/responses/{response_id}/input_items?after=item_1" },
        new("input items of an unknown response", Items) { Path = "/responses/resp_1/input_items", Status = 404 },
        new("tokens of an input", Count, """{"model": "gpt-5", "input": "Tell me a joke."}"""),
    ];

    private static ApiCall Of(string name, string fields) => new(name, Create, $$"""{"model": "gpt-4o", {{fields}}}""");

    private static ApiCall Streamed(ApiCall call) => call with
    {
        Name = call.Name + ", streamed",
        Json = call.Json!.TrimEnd()[..^1] + """, "stream": true}""",
    };
}
