using System.Globalization;

namespace MockLlm.Engine.Identity;

/// <summary>The seed that a request asks for itself, in a header.</summary>
internal static class RequestSeed
{
    public const string HeaderName = "X-MockLlm-Seed";

    /// <summary>The seed that the request asks for, or null if it asks for none; or the reason why the request cannot be served.</summary>
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
