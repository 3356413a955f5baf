using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Providers.Anthropic;

namespace MockLlm.Providers.Tests.Anthropic.Messages;

/// <summary>Message requests to Anthropic as the tests write them.</summary>
internal static partial class MessagesClient
{
    public const string Path = "/v1/messages";
    public const string CountPath = "/v1/messages/count_tokens";

    public static Snapshot Sums { get; } = Vendor.Answering(("what is 2+2?", "2+2 equals 9.")) with { WrittenChunk = Chunking.Words };

    public static Vendor Vendor { get; } = new(typeof(AnthropicProvider), Sums);

    /// <summary>Asks for 2+2.</summary>
    /// <param name="fields">Further fields of the body, as JSON without its braces.</param>
    public static Answer Ask(string fields = "\"max_tokens\": 100") => Vendor.Post(Path, Body(fields));

    /// <summary>Sends these messages.</summary>
    public static Answer Send(string messages) =>
        Vendor.Post(Path, $$"""{"model": "claude-sonnet-5-5", "max_tokens": 100, "messages": {{messages}}}""");

    public static string Body(string fields) =>
        $$"""{"model": "claude-sonnet-5-5", "messages": [{"role": "user", "content": "what is 2+2?"}], {{fields}}}""";

    public static string Said(Answer answer) => string.Concat(answer.Json!["content"]!.AsArray().Select(block => (string?)block!["text"]));

    /// <summary>The same with the id hidden, for comparison with a golden file.</summary>
    public static JsonNode Masked(JsonNode message)
    {
        message["id"] = "msg_?";
        return message;
    }

    public static IEnumerable<ServerEvent> Masked(IReadOnlyList<ServerEvent> events)
    {
        var start = events[0].Json;
        Masked(start["message"]!);
        return [events[0] with { Data = start.ToJsonString() }, .. events.Skip(1)];
    }

    /// <summary>The same with every id, signature and redacted thought hidden.</summary>
    public static JsonNode WithoutMarks(JsonNode json) =>
        JsonNode.Parse(Signature().Replace(Id().Replace(json.ToJsonString(), "$1_?"), "signature_?"))!;

    [GeneratedRegex("(msg|toolu)_01[1-9A-HJ-NP-Za-km-z]{22}")]
    private static partial Regex Id();

    [GeneratedRegex("EqQB[0-9A-Za-z]{220}")]
    private static partial Regex Signature();
}
