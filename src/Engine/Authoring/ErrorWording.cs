
namespace MockLlm.Engine;

/// <summary>
/// What a provider says when a request is refused before a handler sees it, and when the model refuses. Derive from it to say it in a vendor's own words;
/// <see cref="LlmProvider.Error(Problem)"/> then gives it the vendor's shape.
/// </summary>
public class ErrorWording
{
    internal static ErrorWording Plain { get; } = new();

    /// <summary>The sentence by which the model refuses to answer.</summary>
    public virtual string Refusal => "I'm sorry, but I can't help with that.";

    /// <summary>A mistake in a JSON body.</summary>
    /// <param name="issue">The mistake and its place.</param>
    public virtual Problem Body(BodyIssue issue) => Problem.Of(ErrorKind.InvalidRequest, BodyIssueText.For(issue));

    /// <summary>A body over the limit.</summary>
    /// <param name="limit">The limit in bytes.</param>
    public virtual Problem TooLarge(long limit) => Problem.Of(ErrorKind.TooLarge, $"The body is over the limit of {limit} bytes.");

    /// <summary>A body that is not JSON by its content type.</summary>
    /// <param name="contentType">What was sent, or null.</param>
    public virtual Problem ContentType(string? contentType) => Problem.Of(
        ErrorKind.InvalidRequest, $"The content type must be application/json, not {contentType ?? "missing"}.");

    /// <summary>An API key that is not among the configured ones.</summary>
    /// <param name="key">The key that was sent, or null.</param>
    public virtual Problem Key(string? key) => Problem.Of(
        ErrorKind.Unauthorized, key is null ? "No API key was sent." : "The API key is not valid.");

    /// <summary>A model that the provider does not list.</summary>
    /// <param name="model">The name as sent.</param>
    public virtual Problem Model(string model) => Problem.Of(ErrorKind.NotFound, $"The model '{model}' does not exist.");

    /// <summary>A path that the provider does not serve.</summary>
    /// <param name="head">The request.</param>
    public virtual Problem Path(RequestHead head) => Problem.Of(ErrorKind.NotFound, $"There is no {head?.Method} {head?.Path}.");

    /// <summary>A path that the provider serves with another method.</summary>
    /// <param name="head">The request.</param>
    /// <param name="allowed">The methods that are served, comma-separated.</param>
    public virtual Problem Method(RequestHead head, string allowed) =>
        new(405, ErrorKind.InvalidRequest, $"{head?.Path} takes {allowed}, not {head?.Method}.");

    /// <summary>The client took too long to send its body.</summary>
    public virtual Problem SlowBody() => new(408, ErrorKind.Timeout, "The body did not arrive in time.");

    /// <summary>The provider has no room: all slots are taken and the queue is full, or it is down for a while.</summary>
    public virtual Problem Overloaded() => Problem.Of(ErrorKind.Overloaded, "The provider is overloaded. Try again later.");

    /// <summary>A request that does not fit its rate limits.</summary>
    /// <param name="refusal">The limit, and how long to wait.</param>
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

    /// <summary>Too many requests or tokens within a while.</summary>
    public virtual Problem RateLimited() => Problem.Of(ErrorKind.RateLimited, "Too many requests. Slow down and try again later.");

    /// <summary>A prompt that does not fit its model.</summary>
    /// <param name="model">The model's name; empty: none is named.</param>
    /// <param name="tokens">What the prompt has.</param>
    /// <param name="window">What the model takes.</param>
    public virtual Problem ContextLength(string model, int tokens, int window) =>
        Problem.Of(ErrorKind.ContextLength, $"The prompt has {tokens} tokens, the model takes {window}.");

    /// <summary>A JSON schema for which no value can be made.</summary>
    /// <param name="tool">The tool whose arguments it is for; null: it is for the answer.</param>
    /// <param name="reason">Why none can be made, and where in the value.</param>
    public virtual Problem Schema(string? tool, string reason) => Problem.Of(
        ErrorKind.InvalidRequest, $"The JSON schema of {(tool is null ? "the answer" : $"the tool '{tool}'")} cannot be met: {reason}.");

    /// <summary>The provider broke.</summary>
    public virtual Problem Broken() => Problem.Of(ErrorKind.ServerError, "The provider had an error while it processed the request.");
}
