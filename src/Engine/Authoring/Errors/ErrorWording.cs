namespace MockLlm.Engine;

/// <summary>
/// The error messages of a provider. Derive from this class to use the messages of a vendor. <see cref="LlmProvider.Error(Problem)"/> then
/// writes them in the vendor's error format.
/// </summary>
public class ErrorWording
{
    internal static ErrorWording Plain { get; } = new();

    /// <summary>The sentence in which the model refuses to answer.</summary>
    public virtual string Refusal => "I'm sorry, but I can't help with that.";

    /// <summary>The error for a mistake in a JSON body.</summary>
    /// <param name="issue">The mistake and its path.</param>
    public virtual Problem Body(BodyIssue issue) => Problem.Of(ErrorKind.InvalidRequest, BodyIssueText.For(issue));

    /// <summary>The error for a body that is larger than the limit.</summary>
    /// <param name="limit">The limit in bytes.</param>
    public virtual Problem TooLarge(long limit) => Problem.Of(ErrorKind.TooLarge, $"The body is over the limit of {limit} bytes.");

    /// <summary>The error for a body whose content type is not JSON.</summary>
    /// <param name="contentType">The content type that was sent, or null if none was sent.</param>
    public virtual Problem ContentType(string? contentType) => Problem.Of(
        ErrorKind.InvalidRequest, $"The content type must be application/json, not {contentType ?? "missing"}.");

    /// <summary>The error for an API key that is missing or is not one of the configured keys.</summary>
    /// <param name="key">The key that was sent, or null if none was sent.</param>
    public virtual Problem Key(string? key) => Problem.Of(
        ErrorKind.Unauthorized, key is null ? "No API key was sent." : "The API key is not valid.");

    /// <summary>The error for a model that the provider does not list.</summary>
    /// <param name="model">The model's name as sent.</param>
    public virtual Problem Model(string model) => Problem.Of(ErrorKind.NotFound, $"The model '{model}' does not exist.");

    /// <summary>The error for a path that the provider does not serve.</summary>
    /// <param name="head">The request.</param>
    public virtual Problem Path(RequestHead head) => Problem.Of(ErrorKind.NotFound, $"There is no {head?.Method} {head?.Path}.");

    /// <summary>The error for a path that the provider serves only with other methods.</summary>
    /// <param name="head">The request.</param>
    /// <param name="allowed">The methods that are served, separated by commas.</param>
    public virtual Problem Method(RequestHead head, string allowed) =>
        new(405, ErrorKind.InvalidRequest, $"{head?.Path} accepts {allowed}, not {head?.Method}.");

    /// <summary>The error for a client that took too long to send its body.</summary>
    public virtual Problem SlowBody() => new(408, ErrorKind.Timeout, "The body did not arrive in time.");

    /// <summary>The error for an overloaded provider: all slots are taken and the queue is full, or a fault makes it unavailable.</summary>
    public virtual Problem Overloaded() => Problem.Of(ErrorKind.Overloaded, "The provider is overloaded. Try again later.");

    /// <summary>The error for a request that exceeds a rate limit.</summary>
    /// <param name="refusal">The limit, and how long the client has to wait.</param>
    public virtual Problem RateLimited(LimitRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var reached = FormattableString.Invariant(
            $"The rate limit of {refusal.Limit} {LimitWords.Of(refusal.Kind)} per minute is reached: {refusal.Used} used, {refusal.Requested} requested.");
        var advice = refusal.IsTooLarge
            ? "The request is too large."
            : FormattableString.Invariant($"Try again in {refusal.RetryAfter.TotalSeconds:0.###} s.");
        return Problem.Of(ErrorKind.RateLimited, $"{reached} {advice}") with { Limit = refusal.Kind };
    }

    /// <summary>The error for a configured fault that imitates a rate limit. No limit with figures is known then.</summary>
    public virtual Problem RateLimited() => Problem.Of(ErrorKind.RateLimited, "Too many requests. Slow down and try again later.");

    /// <summary>
    /// The error for a configured fault that imitates a rate limit and tells the client how long to wait. By default it does not name the
    /// time, because the headers have it.
    /// </summary>
    /// <param name="wait">How long the client is told to wait.</param>
    public virtual Problem RateLimited(TimeSpan wait) => RateLimited();

    /// <summary>The error for a prompt that is longer than the context window of the model.</summary>
    /// <param name="model">The model's name. Empty if the request names none.</param>
    /// <param name="tokens">The number of tokens in the prompt.</param>
    /// <param name="window">The context window of the model, in tokens.</param>
    public virtual Problem ContextLength(string model, int tokens, int window) =>
        Problem.Of(ErrorKind.ContextLength, $"The prompt has {tokens} tokens, but the context window of the model is {window} tokens.");

    /// <summary>The error for a JSON schema for which no value can be made.</summary>
    /// <param name="tool">The tool whose arguments the schema describes, or null if it describes the answer.</param>
    /// <param name="reason">Why no value can be made, and the place in the value.</param>
    public virtual Problem Schema(string? tool, string reason) => Problem.Of(
        ErrorKind.InvalidRequest, $"The JSON schema of {(tool is null ? "the answer" : $"the tool '{tool}'")} cannot be met: {reason}.");

    /// <summary>The error for a failure inside the provider.</summary>
    public virtual Problem Broken() => Problem.Of(ErrorKind.ServerError, "The provider had an error while it processed the request.");
}
