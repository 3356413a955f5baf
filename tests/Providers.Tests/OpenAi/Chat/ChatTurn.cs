using System.Text.Json.Nodes;
using MockLlm.Engine.Completions;
using MockLlm.Providers.OpenAi;

namespace MockLlm.Providers.Tests.OpenAi.Chat;

/// <summary>A kind of turn: what is asked, and what the model says to it.</summary>
/// <param name="Fields">The body's fields besides the model and a question, as JSON without braces.</param>
/// <param name="Said">The parts of the completion.</param>
internal sealed record ChatTurn(string Fields, params CompletionPart[] Said)
{
    private const string Weather =
        """{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}""";

    public string Model { get; init; } = "gpt-4o";

    public FinishReason? Reason { get; init; }

    /// <summary>The turns by the names of their golden files.</summary>
    public static IReadOnlyDictionary<string, ChatTurn> Known { get; } = new Dictionary<string, ChatTurn>
    {
        ["text"] = new("", new CompletionPart(PartKind.Text, "It is sunny.")),
        ["one-tool"] = new($"\"tools\": [{Weather}]", Call("Paris")),
        ["parallel-tools"] = new($"\"tools\": [{Weather}]", Call("Paris"), Call("Rome")),
        ["text-and-tool"] = new($"\"tools\": [{Weather}]", new(PartKind.Text, "I look."), Call("Paris")),
        ["named-tool"] = new(
            $"\"tools\": [{Weather}], \"tool_choice\": {{\"type\": \"function\", \"function\": {{\"name\": \"get_weather\"}}}}", Call("Paris")),
        ["old-function"] = new("\"functions\": [{\"name\": \"get_weather\"}]", Call("Paris")),
        ["custom-tool"] = new("\"tools\": [{\"type\": \"custom\", \"custom\": {\"name\": \"shell\"}}]", CompletionPart.Call("shell", "ls -l")),
        ["structured"] = new(
            """
            "response_format": {"type": "json_schema", "json_schema": {"name": "sky", "strict": true,
              "schema": {"type": "object", "properties": {"sunny": {"type": "boolean"}}, "required": ["sunny"], "additionalProperties": false}}}
            """,
            new CompletionPart(PartKind.Text, "{\"sunny\": true}")),
        ["reasoning"] = new("", new(PartKind.Reasoning, "Let me look outside."), new(PartKind.Text, "It is sunny.")) { Model = "o3" },
        ["refusal"] = new("", new CompletionPart(PartKind.Refusal, "I cannot help.")),
        ["content-filter"] = new("", new CompletionPart(PartKind.Text, "It is")) { Reason = FinishReason.ContentFilter },
        ["length-in-arguments"] = new($"\"tools\": [{Weather}], \"max_completion_tokens\": 3", Call("Paris")),
    };

    private Vendor Vendor => new(typeof(OpenAiProvider), new SaidReply(Said, Reason).Snapshot with { WrittenChunk = Chunking.Words });

    public Answer Ask(string further = "") => Vendor.Post(ChatClient.Path, Body(further));

    private string Body(string further) =>
        $$"""{"model": "{{Model}}", "messages": [{"role": "user", "content": "How is the weather?"}]{{And(Fields)}}{{And(further)}}}""";

    private static string And(string fields) => fields.Length == 0 ? "" : ", " + fields;

    private static CompletionPart Call(string city) => CompletionPart.Call("get_weather", new JsonObject { ["city"] = city }.ToJsonString().Replace(":", ": ", StringComparison.Ordinal));
}
