using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MockLlm.Engine.Requests;

/// <summary>What makes two requests the same request: path, raw body, session and the client's retry count.</summary>
internal static class RequestKey
{
    public static ulong Of(RequestHead head, ReadOnlySpan<byte> body)
    {
        var key = Mix(head.Path, 0);
        key = Mix(head.Header("x-mockllm-session") ?? "", key);
        // SDKs send 0 on every first try, so no count is the same as 0.
        key = Mix(head.Header("x-stainless-retry-count") ?? "0", key);
        return XxHash3.HashToUInt64(body, unchecked((long)key));
    }

    private static ulong Mix(string text, ulong key) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), unchecked((long)key));
}
