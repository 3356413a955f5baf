using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using MockLlm.Engine.Configuration;
using MockLlm.Providers.Anthropic;

namespace MockLlm.Providers.Tests.Anthropic.Messages;

/// <summary>
/// What each kind of turn looks like, plain and streamed, after the Claude API reference: "Create a Message", "Streaming messages"
/// and the pages named with each.
/// </summary>
public sealed class MessageTurnTests
{
    private const string Tools = """
        "tools": [{"name": "get_weather", "input_schema": {"type": "object"}}, {"name": "get_time", "input_schema": {"type": "object"}}]
        """;

    private const string Thinks = "\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024}";

    private static readonly CompletionPart Weather = CompletionPart.Call("get_weather", """{"city": "Paris"}""");

    private static readonly Dictionary<string, (ScriptedReply Reply, string Fields)> Turns = new()
    {
        // "Tool use with Claude"
        ["one-tool"] = (new(ScriptedReply.Text("Let me look."), Weather), Tools),
        ["parallel-tools"] = (new(Weather, CompletionPart.Call("get_time", "{}")), Tools),
        ["cut-arguments"] = (new(Weather, Weather), Tools + ", \"max_tokens\": 11"),

        // "Structured outputs"
        ["structured"] = (new(ScriptedReply.Text("""{"sum":4}""")), """
            "output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {"sum": {"type": "integer"}}}}}
            """),

        // "Extended thinking"
        ["thinking"] = (new(ScriptedReply.Thought("Two and two."), ScriptedReply.Text("2+2 equals 4."), Weather), $"{Tools}, {Thinks}"),
        ["omitted-thinking"] = (new(ScriptedReply.Thought("Two and two."), ScriptedReply.Text("4.")), """
            "thinking": {"type": "adaptive", "display": "omitted"}
            """),
        ["redacted-thinking"] = (new(ScriptedReply.Text("4.")), Thinks),

        // "Streaming refusals"
        ["refusal"] = (new(new CompletionPart(PartKind.Refusal, "I will not.")), "\"top_k\": 1"),
        ["filtered"] = (new(ScriptedReply.Text("First, take the")) { FinishReason = FinishReason.ContentFilter }, "\"top_k\": 1"),
    };

    public static TheoryData<string> Names => [.. Turns.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_turn_is_the_documented_message_and_the_documented_sequence_of_events(string name)
    {
        var plain = Ask(name, stream: false);
        var streamed = Ask(name, stream: true);

        Golden.Matches($"Anthropic/Golden/Turns/{name}.json", new JsonObject
        {
            ["message"] = MessagesClient.WithoutMarks(plain.Json!),
            ["events"] = new JsonArray([.. streamed.Events.Select(happened => MessagesClient.WithoutMarks(happened.Json))]),
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_stream_accumulates_to_the_plain_message(string name) =>
        Accumulated.AssertSame(Ask(name, stream: false).Json!, Ask(name, stream: true).Events);

    [Property(Arbitrary = [typeof(StreamedText.Arbitrary)], MaxTest = 200)]
    internal void Any_stream_accumulates_to_the_plain_message(StreamedText thought, StreamedText text, StreamedText argument)
    {
        var reply = new ScriptedReply(
            ScriptedReply.Thought(thought.Text), ScriptedReply.Text(text.Text), CompletionPart.Call("get_weather", JsonSerializer.Serialize(new { text = argument.Text })), Weather);
        var whole = $"{Tools}, {Thinks}";
        var snapshot = reply.Snapshot with { WrittenChunk = text.Chunk };

        Accumulated.AssertSame(Ask(snapshot, whole, "q", stream: false).Json!, Ask(snapshot, whole, "q", stream: true).Events);
    }

    private static Answer Ask(string name, bool stream)
    {
        var (reply, fields) = Turns[name];
        var prompt = name == "redacted-thinking"
            ? "ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB"
            : "what is 2+2?";
        return Ask(reply.Snapshot, fields, prompt, stream);
    }

    private static Answer Ask(Snapshot snapshot, string fields, string prompt, bool stream)
    {
        var body = JsonNode.Parse($"{{{fields}}}")!.AsObject();
        body["max_tokens"] = body["max_tokens"]?.DeepClone() ?? 2000;
        body["model"] = "claude-sonnet-5-5";
        body["stream"] = stream;
        body["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt });
        return new Vendor(typeof(AnthropicProvider), snapshot).Post(MessagesClient.Path, body.ToJsonString());
    }
}
