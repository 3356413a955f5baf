using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.InsteadOfHandler;

/// <summary>One of the provider's own errors, with its status, its wording and its shape.</summary>
/// <param name="Name">One of <see cref="ErrorKind"/>.</param>
/// <param name="RetryAfter">How long the client is told to wait, or null if it is told nothing.</param>
internal sealed record NamedError(string Name, TimeSpan? RetryAfter) : ErrorAnswer(Name, RetryAfter)
{
    public static Func<YamlMapReader, FaultKind> Reader(string name) => map => new NamedError(name, map.Duration("retry_after"));

    public override Problem Problem(ErrorWording wording, FaultedRequest request) => Name switch
    {
        ErrorKind.RateLimited => RateLimited(wording),
        ErrorKind.Overloaded => wording.Overloaded(),
        ErrorKind.Unauthorized => wording.Key(request.ApiKey),
        ErrorKind.ContextLength => wording.ContextLength(request.Model, request.Window + 1, request.Window),
        _ => wording.Broken(),
    };
}
