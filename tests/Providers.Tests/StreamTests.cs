using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using MockLlm.Providers.Anthropic;
using MockLlm.Providers.OpenAi;

namespace MockLlm.Providers.Tests;

public sealed class StreamTests
{
    [Property(Arbitrary = [typeof(StreamedText.Arbitrary)], MaxTest = 300)]
    internal void OpenAi_streams_the_plain_answers_text_at_any_chunking_and_splits_no_scalar(StreamedText text)
    {
        var vendor = new Vendor(typeof(OpenAiProvider), text.Snapshot);
        JsonObject Body(bool stream) => With(new JsonObject { ["stream"] = stream, ["max_completion_tokens"] = text.MaxTokens }, "stop", text.Stop);

        var plain = vendor.Post("/v1/chat/completions", Request(Body(false)));
        var streamed = vendor.Post("/v1/chat/completions", Request(Body(true)));

        var chunks = streamed.Events.SkipLast(1).Select(chunk => chunk.Json["choices"]![0]!).ToList();
        AssertSame((string?)plain.Json!["choices"]![0]!["message"]!["content"], chunks.Select(choice => (string?)choice["delta"]!["content"]));
        Assert.Equal((string?)plain.Json["choices"]![0]!["finish_reason"], (string?)chunks[^1]["finish_reason"]);
    }

    [Property(Arbitrary = [typeof(StreamedText.Arbitrary)], MaxTest = 300)]
    internal void Anthropic_streams_the_plain_answers_text_at_any_chunking_and_splits_no_scalar(StreamedText text)
    {
        var vendor = new Vendor(typeof(AnthropicProvider), text.Snapshot);
        JsonObject Body(bool stream) => With(new JsonObject { ["stream"] = stream, ["max_tokens"] = text.MaxTokens ?? 4096 }, "stop_sequences", text.Stop);

        var plain = vendor.Post("/v1/messages", Request(Body(false)));
        var streamed = vendor.Post("/v1/messages", Request(Body(true)));

        var deltas = streamed.Events.Where(happened => happened.Name == "content_block_delta").Select(delta => (string?)delta.Json["delta"]!["text"]);
        AssertSame(string.Concat(plain.Json!["content"]!.AsArray().Select(block => (string?)block!["text"])), deltas);
        var end = streamed.Events.Single(happened => happened.Name == "message_delta").Json;
        Assert.Equal((string?)plain.Json["stop_reason"], (string?)end["delta"]!["stop_reason"]);
        Assert.Equal((int?)plain.Json["usage"]!["output_tokens"], (int?)end["usage"]!["output_tokens"]);
    }

    private static JsonObject With(JsonObject body, string name, string? stop)
    {
        body["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "q" });
        body["model"] = "any";
        if (stop is not null)
        {
            body[name] = new JsonArray(stop);
        }

        return body;
    }

    private static byte[] Request(JsonObject body) => JsonSerializer.SerializeToUtf8Bytes(body);

    private static void AssertSame(string? text, IEnumerable<string?> deltas)
    {
        var pieces = deltas.Where(delta => delta is not null).ToList();
        Assert.Equal(text, string.Concat(pieces));
        // Half of a surrogate pair does not survive the way to UTF-8 and back.
        Assert.All(pieces, piece => Assert.Equal(piece, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(piece!))));
    }
}
