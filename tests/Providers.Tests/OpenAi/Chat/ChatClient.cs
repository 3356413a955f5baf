using System.Text.Json.Nodes;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Providers.OpenAi;

namespace MockLlm.Providers.Tests.OpenAi.Chat;

/// <summary>Chat requests to OpenAI as the tests write them.</summary>
internal static class ChatClient
{
    public const string Path = "/v1/chat/completions";

    public static Snapshot Sums { get; } = Vendor.Answering(("what is 2+2?", "2+2 equals 9.")) with { WrittenChunk = Chunking.Words };

    public static Vendor Vendor { get; } = new(typeof(OpenAiProvider), Sums);

    /// <summary>Asks for 2+2.</summary>
    /// <param name="fields">Further fields of the body, as JSON without its braces.</param>
    public static Answer Ask(string fields = "") => Vendor.Post(Path, Body(fields));

    public static string Body(string fields = "") =>
        $$"""{"model": "gpt-4o", "messages": [{"role": "user", "content": "what is 2+2?"}]{{(fields.Length == 0 ? "" : ", " + fields)}}}""";

    public static string? Said(Answer answer) => (string?)answer.Json!["choices"]![0]!["message"]!["content"];

    /// <summary>The same with what is drawn at random hidden, for comparison with a golden file.</summary>
    public static JsonNode Masked(JsonNode answer)
    {
        answer["id"] = "chatcmpl-?";
        answer["system_fingerprint"] = "fp_?";
        return answer;
    }

    public static IEnumerable<ServerEvent> Masked(IEnumerable<ServerEvent> events) =>
        events.Select(chunk => chunk.Data == "[DONE]" ? chunk : chunk with { Data = Masked(chunk.Json).ToJsonString() });
}
