using System.Text;

namespace MockLlm.Bench.Attacks;

/// <summary>A request that asks for as much work or memory as it can.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Path">The path that it is posted to.</param>
/// <param name="Write">Writes the body.</param>
internal sealed record HostileRequest(string Name, string Path, Func<string> Write)
{
    private const string Chat = "/v1/chat/completions";
    private const string Responses = "/v1/responses";
    private const string Messages = "/v1/messages";

    /// <summary>A part of the responses file that some of the requests need.</summary>
    public const string Rules = """
        rules:
          - {name: nested, when: {prompt: nested}, reply: {text: "{{#each request.messages}}{{#each ../request.messages}}{{#each ../../request.messages}}x{{/each}}{{/each}}{{/each}}"}}
          - {name: lorem, when: {prompt: lorem}, reply: {lorem: {tokens: 20000}}}

        """;

    /// <summary>Whether the last byte of the body is never sent.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>All kinds. To add a kind, add a line.</summary>
    public static readonly IReadOnlyList<HostileRequest> All =
    [
        new("class", Chat, () => WithSchema(Pattern("^[^" + new string('一', 100_000) + "]{19000}$"))),
        new("ranges", Chat, () => WithSchema(Pattern("^[" + Many(20_000, n => $"{(char)(0x4E00 + n)}") + "]{19000}$"))),
        new("steps", Chat, () => WithSchema(Object(200, n => $"p{n}", _ => Pattern("^(?:a|b){19000}$")))),
        new("optional-steps", Chat, () => WithSchema(Pattern("^" + Many(5_000, _ => "a?") + new string('a', 5_000) + "$"))),
        new("enums", Chat, () => WithSchema("{\"allOf\":[" + Enum(0, 20_000) + "," + Enum(19_999, 20_000) + "]}")),
        new("deep-paths", Chat, () => WithSchema(Enumerable.Range(0, 50).Aggregate("{\"type\":\"string\"}", (inner, n) => Object(1, _ => LongName + n, _ => inner)))),
        new("branches", Chat, () => WithSchema(Enumerable.Range(0, 40).Aggregate(Impossible, (inner, _) => "{\"anyOf\":[" + inner + "," + Impossible + "]}"))),
        new("required", Chat, () => WithTool(Object(10_000, n => $"p{n}", _ => "{\"type\":\"null\"}"))),
        new("chat-calls", Chat, () => Said("gpt-4o", User("a") + ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + List(Calls, ChatCall) + "]}," + List(Calls, ChatResult))),
        new("messages-calls", Messages, () => Said("claude-sonnet-4-5", User("a") + ",{\"role\":\"assistant\",\"content\":[" + List(Calls, ToolUse) + "]},{\"role\":\"user\",\"content\":[" + List(Calls, ToolResult) + "]}", ",\"max_tokens\":9")),
        new("references", Responses, () => "{\"model\":\"gpt-4o\",\"input\":[" + List(20_000, n => $"{{\"type\":\"item_reference\",\"id\":\"msg_{n}\"}}") + "]}"),
        new("nested-each", Chat, () => Said("gpt-4o", List(600, _ => User("nested")))),
        new("stop-sequences", Messages, () => Said("claude-sonnet-4-5", User("lorem"), ",\"max_tokens\":20000,\"stop_sequences\":[" + List(50_000, n => $"\"zq{n}\"") + "]")),
        new("messages", Chat, () => Said("gpt-4o", List(50_000, _ => User("hi")))),
        new("long-word", Chat, () => Said("gpt-4o", User(new string('a', 1_000_000)))),
        new("deep-json", Chat, () => Said("gpt-4o", User("hi"), ",\"metadata\":" + new string('[', 500_000))),
        new("embeddings", "/v1/embeddings", () => "{\"model\":\"text-embedding-3-large\",\"input\":[" + List(2_048, _ => "[1]") + "]}"),
        new("held-bodies", Chat, () => Said("gpt-4o", User(new string('a', 8_000_000)))) { IsIncomplete = true },
    ];

    private const int Calls = 5_000;
    private const string Impossible = "{\"type\":\"null\",\"enum\":[1]}";
    private static readonly string LongName = new('p', 2_000);

    /// <summary>The body.</summary>
    public byte[] Body() => Encoding.UTF8.GetBytes(Write());

    private static string Said(string model, string messages, string more = "") => $"{{\"model\":\"{model}\",\"messages\":[{messages}]{more}}}";

    private static string User(string text) => $"{{\"role\":\"user\",\"content\":\"{text}\"}}";

    private static string WithSchema(string schema) => Said(
        "gpt-4o", User("json"), ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":" + schema + "}}");

    private static string WithTool(string schema) => Said(
        "gpt-4o", User("hi"), ",\"tool_choice\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"strict\":true,\"parameters\":" + schema + "}}]");

    private static string Pattern(string pattern) => $"{{\"type\":\"string\",\"pattern\":\"{pattern}\"}}";

    private static string Enum(int first, int count) => "{\"enum\":[" + List(count, n => $"{first + n}") + "]}";

    // The required names come in the opposite order.
    private static string Object(int count, Func<int, string> name, Func<int, string> schema) =>
        "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{" + List(count, n => $"\"{name(n)}\":{schema(n)}")
        + "},\"required\":[" + List(count, n => $"\"{name(count - 1 - n)}\"") + "]}";

    private static string ChatCall(int n) => $"{{\"id\":\"c{n}\",\"type\":\"function\",\"function\":{{\"name\":\"f\",\"arguments\":\"{{}}\"}}}}";

    private static string ChatResult(int n) => $"{{\"role\":\"tool\",\"tool_call_id\":\"c{Calls - 1 - n}\",\"content\":\"x\"}}";

    private static string ToolUse(int n) => $"{{\"type\":\"tool_use\",\"id\":\"toolu_{n}\",\"name\":\"f\",\"input\":{{}}}}";

    private static string ToolResult(int n) => $"{{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_{Calls - 1 - n}\",\"content\":\"x\"}}";

    private static string Many(int count, Func<int, string> text) => string.Concat(Enumerable.Range(0, count).Select(text));

    private static string List(int count, Func<int, string> text) => string.Join(',', Enumerable.Range(0, count).Select(text));
}
