namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>Requests that are refused: the same mistakes on every route, and some that only one route has.</summary>
internal static class BadCalls
{
    /// <summary>A good body of every route with a JSON body.</summary>
    public static IReadOnlyDictionary<string, string> GoodBodies { get; } = new Dictionary<string, string>
    {
        ["POST /chat/completions"] = """{"model": "gpt-4o", "messages": [{"role": "user", "content": "text"}], "tools": [{"type": "function", "function": {"name": "get_weather"}}]}""",
        ["POST /completions"] = """{"model": "gpt-3.5-turbo-instruct", "prompt": "text"}""",
        ["POST /responses"] = """{"model": "gpt-4o", "input": "text", "tools": [{"type": "function", "name": "get_weather"}]}""",
        ["POST /responses/input_tokens"] = """{"model": "gpt-4o", "input": "text"}""",
        ["POST /embeddings"] = """{"model": "text-embedding-3-small", "input": "text"}""",
        ["POST /moderations"] = """{"model": "omni-moderation-latest", "input": "text"}""",
        ["POST /images/generations"] = """{"model": "gpt-image-1", "prompt": "text"}""",
        ["POST /audio/speech"] = """{"model": "gpt-4o-mini-tts", "input": "text", "voice": "alloy", "stream_format": "sse"}""",
    };

    /// <summary>A good form of every route with a form.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<(string Name, string Value)>> GoodForms { get; } =
        new Dictionary<string, IReadOnlyList<(string Name, string Value)>>
        {
            ["POST /audio/transcriptions"] = [("file", "@meeting.wav"), ("model", "gpt-4o-transcribe")],
            ["POST /audio/translations"] = [("file", "@meeting.wav"), ("model", "whisper-1")],
        };

    public static IEnumerable<ApiCall> All =>
    [
        .. GoodBodies.SelectMany(static good => OfEvery(good.Key, good.Value)),
        .. GoodForms.SelectMany(static good => OfForm(good.Key, good.Value)),
        new("GET /models/{model}: unknown", "GET /models/{model}") { Path = "/models/none", Status = 404 },
        new("DELETE /models/{model}", "GET /models/{model}") { Status = 405, Path = "/models/gpt-4o", Method = "DELETE" },
        new("an unknown path", "POST /chat/completions", "{}") { Path = "/none", Status = 404 },
        .. OfFields(
            "POST /chat/completions",
            """ "messages": [] """,
            """ "messages": "text" """,
            """ "messages": [{"role": "king", "content": "text"}] """,
            """ "messages": [{"role": "user"}] """,
            """ "messages": [{"role": "user", "content": null}] """,
            """ "messages": [{"role": "user", "content": [{"type": "smell"}]}] """,
            """ "messages": [{"role": "tool", "tool_call_id": "a", "content": "b"}] """,
            """ "messages": [{"role": "user", "content": "text"}], "temperature": 3 """,
            """ "messages": [{"role": "user", "content": "text"}], "n": 0 """,
            """ "messages": [{"role": "user", "content": "text"}], "max_tokens": 1000000 """,
            """ "messages": [{"role": "user", "content": "text"}], "stream_options": {"include_usage": true} """,
            """ "messages": [{"role": "user", "content": "text"}], "tools": [] """,
            """ "messages": [{"role": "user", "content": "text"}], "tool_choice": "required" """,
            """ "messages": [{"role": "user", "content": "text"}], "tools": [{"type": "function", "function": {"name": "a b"}}] """,
            """ "messages": [{"role": "user", "content": "text"}], "response_format": {"type": "json_object"} """),
        .. OfFields(
            "POST /responses",
            """ "input": [{"role": "king", "content": "text"}] """,
            """ "input": [{"type": "function_call_output", "call_id": "a", "output": "b"}] """,
            """ "input": "text", "previous_response_id": "resp_1" """,
            """ "input": "text", "max_output_tokens": 1 """,
            """ "input": "text", "stream_options": {"include_obfuscation": true} """,
            """ "input": "text", "tool_choice": {"type": "function", "name": "a"} """,
            """ "input": "text", "text": {"format": {"type": "json_object"}} """),
        new("POST /responses: an unknown item", "POST /responses", """{"model": "gpt-4o", "input": [{"type": "item_reference", "id": "msg_1"}]}""") { Status = 404 },
        .. OfFields("POST /completions", """ "prompt": "text", "best_of": 30 """, """ "prompt": "text", "logprobs": 9 """),
        .. OfFields("POST /images/generations", """ "prompt": "text", "size": "1x1" """, """ "prompt": "text", "n": 11 """),
        .. OfFields("POST /audio/speech", """ "input": "", "voice": "alloy" """, """ "input": "text", "voice": "alloy", "speed": 9 """),
    ];

    private static IEnumerable<ApiCall> OfEvery(string route, string good) =>
    [
        new($"{route}: no fields", route, "{}") { Status = 400 },
        new($"{route}: a list", route, "[]") { Status = 400 },
        new($"{route}: broken JSON", route, "{\"model\": ") { Status = 400 },
        new($"{route}: an empty body", route, "") { Status = 400 },
        new($"{route}: another content type", route, good) { ContentType = "text/plain", Status = 400 },
        new($"{route}: a number as the model", route, """{"model": 1}""") { Status = 400 },
        new($"{route}: another method", route) { Method = "PUT", Status = 405 },
        .. route.EndsWith("input_tokens", StringComparison.Ordinal) ? (ApiCall[])[] :
        [
            new($"{route}: an unknown rule", route, good) { Rule = "none", Status = 400 },
            new($"{route}: an unknown fault", route, good) { Fault = "none", Status = 400 },
        ],
    ];

    private static IEnumerable<ApiCall> OfForm(string route, IReadOnlyList<(string Name, string Value)> good) =>
    [
        .. good.Select(field => new ApiCall($"{route}: without {field.Name}", route) { Form = [.. good.Where(other => other != field)], Status = 400 }),
        new($"{route}: another file", route) { Form = [("file", "@a.txt"), good[1]], Status = 400 },
        new($"{route}: an unknown format", route) { Form = [.. good, ("response_format", "none")], Status = 400 },
        new($"{route}: a temperature too high", route) { Form = [.. good, ("temperature", "2")], Status = 400 },
        new($"{route}: JSON", route, "{}") { Status = 400 },
    ];

    private static IEnumerable<ApiCall> OfFields(string route, params string[] all) =>
        all.Select(fields => new ApiCall($"{route}: {fields.Trim()}", route, $$"""{"model": "gpt-4o", {{fields}}}""") { Status = 400 });
}
