namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>Calls of the routes of chat and text completions.</summary>
internal static class ChatCalls
{
    private const string Chat = "POST /chat/completions";
    private const string Text = "POST /completions";
    private const string Hi = """ "messages": [{"role": "user", "content": "text"}] """;
    private const string Weather = """{"name": "get_weather", "description": "The weather.", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}""";
    private const string Tools = $$""" "tools": [{"type": "function", "function": {{Weather}}}] """;
    private const string Custom = """ "tools": [{"type": "custom", "custom": {"name": "run", "description": "Runs a command."}}], "tool_choice": {"type": "custom", "custom": {"name": "run"}} """;
    private const string Schema = """{"type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer"}}, "required": ["city", "days"], "additionalProperties": false}""";
    private const string Usage = """ "stream_options": {"include_usage": true} """;
    private const string Pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public static IEnumerable<ApiCall> All => [.. Chats, .. Chats.Select(Streamed), .. Texts, .. Texts.Select(Streamed)];

    private static IEnumerable<ApiCall> Chats =>
    [
        Of("chat", Hi),
        Of("chat, three choices", Hi + """, "n": 3"""),
        Of("chat, no text", Hi) with { Rule = "empty" },
        Of("chat, log probabilities", Hi + """, "logprobs": true, "top_logprobs": 2"""),
        Of("chat, log probabilities of a refusal", Hi + """, "logprobs": true""") with { Fault = "refusal" },
        Of("chat, log probabilities of calls", $"{Hi}, {Tools}, \"logprobs\": true") with { Rule = "call" },
        Of("chat, a tool call", $"{Hi}, {Tools}") with { Rule = "call" },
        Of("chat, two tool calls and text", $"{Hi}, {Tools}") with { Rule = "calls" },
        Of("chat, a tool call in two choices", $"{Hi}, {Tools}, \"n\": 2") with { Rule = "call" },
        Of("chat, a required tool call", $"{Hi}, {Tools}, \"tool_choice\": \"required\""),
        Of("chat, a custom tool call", $"{Hi}, {Custom}"),
        Of("chat, a function call", $$"""{{Hi}}, "functions": [{{Weather}}]""") with { Rule = "call" },
        Of("chat, a refusal", Hi) with { Fault = "refusal" },
        Of("chat, a filtered text", Hi) with { Rule = "filtered" },
        Of("chat, a cut text", Hi) with { Rule = "cut" },
        Of("chat, a text cut by max_completion_tokens", Hi + """, "max_completion_tokens": 2"""),
        Of("chat, a stop sequence", Hi + """, "stop": ["."]"""),
        Of("chat, JSON by a schema", $$$"""{{{Hi}}}, "response_format": {"type": "json_schema", "json_schema": {"name": "trip", "strict": true, "schema": {{{Schema}}}}}"""),
        Of("chat, a JSON object", """ "messages": [{"role": "user", "content": "Say json."}], "response_format": {"type": "json_object"} """),
        Of("chat, reasoning", """ "reasoning_effort": "high", """ + Hi) with { Rule = "thought" },
        Of("chat, reasoning before a call", $""" "reasoning_effort": "high", {Hi}, {Tools} """) with { Rule = "thought-call" },
        Of("chat, every kind of part", $$$"""
            "messages": [
              {"role": "developer", "content": "Be polite."},
              {"role": "user", "name": "ann", "content": [
                {"type": "text", "text": "What is this?"},
                {"type": "image_url", "image_url": {"url": "{{{Pixel}}}", "detail": "low"}},
                {"type": "input_audio", "input_audio": {"data": "UklGRg==", "format": "wav"}},
                {"type": "file", "file": {"filename": "a.txt", "file_data": "data:text/plain;base64,aGVsbG8="}}]}]
            """),
        Of("chat, the result of a tool", $$$"""
            "messages": [
              {"role": "user", "content": "text"},
              {"role": "assistant", "content": null, "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "get_weather", "arguments": "{}"}}]},
              {"role": "tool", "tool_call_id": "call_1", "content": "Sunny."}], {{{Tools}}}
            """),
        Of("chat, every other field", Hi + """
            , "temperature": 0.5, "top_p": 0.5, "seed": 1, "presence_penalty": 0.5, "frequency_penalty": 0.5, "logit_bias": {"1": 2}, "user": "ann",
            "store": true, "metadata": {"a": "b"}, "service_tier": "flex", "prompt_cache_key": "k", "safety_identifier": "s", "verbosity": "low",
            "modalities": ["text"], "parallel_tool_calls": null, "prediction": {"type": "content", "content": "Hello there."}
            """),
    ];

    private static IEnumerable<ApiCall> Texts =>
    [
        new("completion", Text, """{"model": "gpt-3.5-turbo-instruct", "prompt": "text"}"""),
        new("completion, prompts, choices and echo", Text, """{"model": "gpt-3.5-turbo-instruct", "prompt": ["text", "cut"], "n": 2, "echo": true}"""),
        new("completion, cut", Text, """{"model": "gpt-3.5-turbo-instruct", "prompt": "text", "max_tokens": 2}"""),
        new("completion, log probabilities", Text, """{"model": "gpt-3.5-turbo-instruct", "prompt": "text", "logprobs": 2}"""),
        new("completion, filtered", Text, """{"model": "gpt-3.5-turbo-instruct", "prompt": "filtered"}"""),
        new("completion, tokens", Text, """{"model": "gpt-3.5-turbo-instruct", "prompt": [[15339, 1917]], "suffix": "!"}"""),
    ];

    private static ApiCall Of(string name, string fields) => new(name, Chat, $$"""{"model": "gpt-4o", {{fields}}}""");

    // The usage comes in every second stream.
    private static ApiCall Streamed(ApiCall call, int index) => call with
    {
        Name = call.Name + ", streamed",
        Json = $"{call.Json!.TrimEnd()[..^1]}, \"stream\": true{(index % 2 == 0 ? "" : ", " + Usage)}}}",
    };
}
