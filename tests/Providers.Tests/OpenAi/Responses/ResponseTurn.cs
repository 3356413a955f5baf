namespace MockLlm.Providers.Tests.OpenAi.Responses;

/// <summary>One kind of turn: what is asked and what is said.</summary>
internal sealed record ResponseTurn(string Fields, params CompletionPart[] Parts)
{
    private const string Tools =
        """
        "tools": [{"type": "function", "name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}]
        """;

    public static IReadOnlyDictionary<string, ResponseTurn> All { get; } = new Dictionary<string, ResponseTurn>
    {
        ["text"] = new("", ResponsesClient.Text("It is sunny.")),
        ["tool"] = new(Tools, CompletionPart.Call("get_weather", """{"city": "Paris"}""")),
        ["custom-tool"] = new(
            """
            "tools": [{"type": "custom", "name": "shell", "description": "runs a command"}]
            """,
            CompletionPart.FreeTextCall("shell", "ls -l")),
        ["parallel-tools"] = new(
            Tools,
            ResponsesClient.Text("One moment."),
            CompletionPart.Call("get_weather", """{"city":"Paris"}"""),
            CompletionPart.Call("get_weather", """{"city":"Rome"}""")),
        ["tool-result"] = new(
            Tools + """
            , "input": [
              {"role": "user", "content": "How is the weather?"},
              {"type": "function_call", "call_id": "call_a", "name": "get_weather", "arguments": "{\"city\":\"Paris\"}"},
              {"type": "function_call_output", "call_id": "call_a", "output": "sunny"}]
            """,
            ResponsesClient.Text("It is sunny.")),
        ["structured"] = new(
            """
            "text": {"format": {"type": "json_schema", "name": "weather", "schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": false}, "strict": true}}
            """,
            ResponsesClient.Text("""{"city": "Paris"}""")),
        ["reasoning"] = new(
            """
            "reasoning": {"effort": "low", "summary": "auto"}, "include": ["reasoning.encrypted_content"]
            """,
            new(PartKind.Reasoning, "Let me think."),
            ResponsesClient.Text("It is sunny.")),
        ["reasoning-unseen"] = new(
            """
            "reasoning": {"effort": "low"}
            """,
            new(PartKind.Reasoning, "Let me think."),
            ResponsesClient.Text("It is sunny.")),
        ["refusal"] = new("", new CompletionPart(PartKind.Refusal, "I cannot say.")),
        ["incomplete"] = new(
            """
            "max_output_tokens": 16
            """,
            ResponsesClient.Text("one two three four five six seven eight nine ten one two three four five six seven eight nine ten")),
        ["nothing"] = new(""),
    };

    public Vendor Vendor => ResponsesClient.Saying(Parts);

    public Answer Plain() => Vendor.Ask(Fields);

    public Answer Streamed() => Vendor.Ask(Fields.Length == 0 ? "\"stream\": true" : Fields + ", \"stream\": true");
}
