using System.Globalization;

namespace MockLlm.Engine.Requests;

/// <summary>The seed that a request sets in a header.</summary>
internal static class RequestSeed
{
    public const string HeaderName = "X-MockLlm-Seed";

    /// <summary>Reads the header. The seed is null if the header is missing. The problem is null unless the header is invalid.</summary>
    public static (ulong? Seed, Problem? Problem) Read(RequestHead head)
    {
        if (head.Header(HeaderName) is not { } text)
        {
            return (null, null);
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? (seed, null)
            : (null, Problem.Of(ErrorKind.InvalidRequest, $"{HeaderName}: it must be a whole number from 0 to {ulong.MaxValue}, for instance 7."));
    }
}
