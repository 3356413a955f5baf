using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MockLlm.Bench.Bare;

/// <summary>The plain answer. Generated code serialises it for every request.</summary>
internal static class BareAnswer
{
    public const string Fingerprint = "fp_0123456789";

    private static readonly ChatUsage Usage = new(13, 14, 27, new PromptDetails(0, 0, 0), new CompletionDetails(0, 0, 0, 0));

    // The encoder is set on the writer. Serialiser options with an encoder would switch off the generated code.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static async Task Write(ChatRequest request, HttpResponse response)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body, Relaxed))
        {
            JsonSerializer.Serialize(json, Answer(request.Model), BareJson.Default.ChatCompletion);
        }

        response.ContentType = "application/json";
        response.ContentLength = body.WrittenCount;
        await response.BodyWriter.WriteAsync(body.WrittenMemory);
    }

    private static ChatCompletion Answer(string model) => new(
        BareHeaders.CompletionId(),
        "chat.completion",
        DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        model,
        [new ChatChoice(0, new AnswerMessage("assistant", Conversation.Answer, null, []), null, "stop")],
        Usage,
        "default",
        Fingerprint);
}
