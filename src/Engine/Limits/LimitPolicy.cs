namespace MockLlm.Engine.Limits;

/// <summary>The limits of a provider, each as a number per minute. 0 means no limit.</summary>
/// <param name="Requests">Requests.</param>
/// <param name="Tokens">Tokens of prompts and completions.</param>
/// <param name="InputTokens">Tokens of prompts.</param>
/// <param name="OutputTokens">Tokens of completions.</param>
/// <param name="Per">Which requests share them.</param>
/// <param name="EnforceRetryAfter">Whether a client that comes back before the time in a refusal starts the wait again.</param>
internal sealed record LimitPolicy(
    long Requests, long Tokens, long InputTokens, long OutputTokens, LimitScope Per = LimitScope.Key, bool EnforceRetryAfter = false)
{
    public long Of(LimitKind kind) => kind switch
    {
        LimitKind.Requests => Requests,
        LimitKind.Tokens => Tokens,
        LimitKind.InputTokens => InputTokens,
        _ => OutputTokens,
    };
}
