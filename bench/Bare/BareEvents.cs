using System.Text;
using System.Text.Json;

namespace MockLlm.Bench.Bare;

/// <summary>The events of a stream. The parts that all token events share are encoded once.</summary>
internal sealed class BareEvents
{
    public BareEvents(string model)
    {
        var head = $$"""data: {"id":"{{BareHeaders.CompletionId()}}","object":"chat.completion.chunk","created":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}}"""
            + $",\"model\":\"{JsonEncodedText.Encode(model)}\",\"service_tier\":\"default\",\"system_fingerprint\":\"{BareAnswer.Fingerprint}\""
            + ",\"choices\":[{\"index\":0,\"delta\":";
        Role = Bytes(head + """{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}]}""" + "\n\n");
        Before = Bytes(head + """{"content":""");
        Finish = Bytes(head + """{},"logprobs":null,"finish_reason":"stop"}]}""" + "\n\n");
    }

    public byte[] Role { get; }

    /// <summary>The bytes before a token.</summary>
    public byte[] Before { get; }

    /// <summary>The bytes after a token.</summary>
    public byte[] After { get; } = Tail;

    public byte[] Finish { get; }

    private static byte[] Tail { get; } = Bytes("""},"logprobs":null,"finish_reason":null}]}""" + "\n\n");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
