using System.Globalization;
using MockLlm.Engine.Configuration;

namespace MockLlm.Engine.Requests;

/// <summary>The seed that a request asks for itself, in a header.</summary>
internal static class RequestSeed
{
    public const string HeaderName = "X-MockLlm-Seed";

    /// <summary>What the request asks for, null where it asks for nothing or may not; or why it cannot be served.</summary>
    public static (ulong? Seed, Problem? Problem) Read(RequestHead head, Snapshot snapshot)
    {
        if (!snapshot.RequestControl || head.Header(HeaderName) is not { } text)
        {
            return (null, null);
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? (seed, null)
            : (null, Problem.Of(ErrorKind.InvalidRequest, $"{HeaderName}: it must be a whole number from 0 to {ulong.MaxValue}, for instance 7."));
    }
}
