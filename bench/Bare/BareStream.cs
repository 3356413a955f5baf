using System.Text;
using System.Text.Json;

namespace MockLlm.Bench.Bare;

/// <summary>The streamed answer as fast as it goes: an event per word, each flushed by itself.</summary>
internal static class BareStream
{
    private static readonly byte[][] Words =
        [.. Conversation.Answer.Split(' ').Select((word, i) => Bytes($"\"{JsonEncodedText.Encode(i == 0 ? word : " " + word)}\""))];

    private static readonly byte[] Done = Bytes("data: [DONE]\n\n");

    public static async Task Write(ChatRequest request, HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        var body = context.Response.BodyWriter;
        var left = context.RequestAborted;
        var head = Head(request.Model);
        // What is the same in every event is encoded once per stream.
        var before = Bytes(head + """{"content":""");
        var after = Bytes("""},"logprobs":null,"finish_reason":null}]}""" + "\n\n");

        await body.WriteAsync(Bytes(head + """{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}]}""" + "\n\n"), left);
        foreach (var word in Words)
        {
            var length = before.Length + word.Length + after.Length;
            var memory = body.GetMemory(length);
            before.CopyTo(memory);
            word.CopyTo(memory[before.Length..]);
            after.CopyTo(memory[(before.Length + word.Length)..]);
            body.Advance(length);
            await body.FlushAsync(left);
        }

        await body.WriteAsync(Bytes(head + """{},"logprobs":null,"finish_reason":"stop"}]}""" + "\n\n"), left);
        await body.WriteAsync(Done, left);
    }

    private static string Head(string model) =>
        $$"""data: {"id":"{{BareHeaders.CompletionId()}}","object":"chat.completion.chunk","created":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}}"""
        + $",\"model\":\"{JsonEncodedText.Encode(model)}\",\"service_tier\":\"default\",\"system_fingerprint\":\"{BareAnswer.Fingerprint}\""
        + ",\"choices\":[{\"index\":0,\"delta\":";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
