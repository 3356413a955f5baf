using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MockLlm.Engine.Identity;

/// <summary>
/// The hash that tells whether two requests are the same request: instance, path, raw body, session header and the client's retry
/// count. The instance is part of it so that two instances of one vendor do not fail the same requests.
/// </summary>
internal static class RequestKey
{
    /// <summary>Computes the key of a request.</summary>
    /// <param name="instance">The name under which the provider is configured.</param>
    /// <param name="scope">The name of the request's scope. Empty for the shared part.</param>
    /// <param name="head">The request's head.</param>
    /// <param name="body">The raw body.</param>
    public static ulong Of(string instance, string scope, RequestHead head, ReadOnlySpan<byte> body)
    {
        var key = Mix(instance, 0);
        key = scope.Length == 0 ? key : Mix(scope, key);
        key = Mix(head.Path, key);
        key = Mix(head.Header(SessionName.HeaderName) ?? "", key);
        // SDKs send 0 with the first attempt, so a missing count means 0.
        key = Mix(head.Header("x-stainless-retry-count") ?? "0", key);
        return XxHash3.HashToUInt64(body, unchecked((long)key));
    }

    private static ulong Mix(string text, ulong key) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), unchecked((long)key));
}
