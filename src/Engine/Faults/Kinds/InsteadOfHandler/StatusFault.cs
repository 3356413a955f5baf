using System.Buffers;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.InsteadOfHandler;

/// <summary><c>status</c>: an error with any status, in the provider's own shape.</summary>
/// <param name="Status">From 400 to 599.</param>
/// <param name="Message">The error message, or null for the provider's own wording.</param>
/// <param name="RetryAfter">How long the client is told to wait, or null if it is told nothing.</param>
/// <param name="Headers">Further headers.</param>
internal sealed record StatusFault(int Status, string? Message, TimeSpan? RetryAfter, IReadOnlyList<KeyValuePair<string, string>> Headers)
    : ErrorAnswer("status", RetryAfter)
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"); // RFC 9110, section 5.6.2

    public static StatusFault Read(YamlMapReader map) => new(
        (int)(map.Value("status")?.Whole(status => status is >= 400 and <= 599, "it must be a status from 400 to 599, for instance 503") ?? 500),
        map.Text("message"),
        map.Duration("retry_after"),
        map.Value("headers")?.Map(ReadHeaders, "it must be a map such as {x-should-retry: false}") ?? []);

    public override Problem Problem(ErrorWording wording, FaultedRequest request)
    {
        var problem = Own(wording, request);
        return Message is null ? problem : problem with { Message = Message };
    }

    public override Reply Finish(LlmProvider? provider, Reply reply)
    {
        var finished = base.Finish(provider, reply).WithStatus(Status);
        return Headers.Count == 0 ? finished : finished.WithHeaders([.. finished.Headers, .. Headers]);
    }

    private Problem Own(ErrorWording wording, FaultedRequest request) => Status switch
    {
        401 => wording.Key(request.ApiKey),
        429 => RateLimited(wording),
        503 or 529 => wording.Overloaded(),
        >= 500 and not 504 => wording.Broken() with { Status = Status },
        _ => new(Status, KindOf(Status), $"The request failed with status {Status}."),
    };

    private static string KindOf(int status) => status switch
    {
        404 => ErrorKind.NotFound,
        408 or 504 => ErrorKind.Timeout,
        413 => ErrorKind.TooLarge,
        _ => ErrorKind.InvalidRequest,
    };

    private static List<KeyValuePair<string, string>> ReadHeaders(YamlMapReader map) =>
        [.. map.Entries().Select(entry => ReadHeader(entry.Key.Text, entry.Value)).OfType<KeyValuePair<string, string>>()];

    private static KeyValuePair<string, string>? ReadHeader(string name, YamlValueReader written)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            return written.Missing<KeyValuePair<string, string>>("a header's name has only letters, digits and signs such as -");
        }

        if (name.ToUpperInvariant() is "CONTENT-LENGTH" or "TRANSFER-ENCODING" or "CONNECTION" or "CONTENT-TYPE")
        {
            return written.Missing<KeyValuePair<string, string>>("this header belongs to the answer's body, choose another");
        }

        return written.Text() is not { } text ? null
            : text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? written.Missing<KeyValuePair<string, string>>("it must hold only printable ASCII characters")
            : new(name, text);
    }
}
