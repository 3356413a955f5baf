namespace MockLlm.Engine.Limits;

/// <summary>The limits in force for a provider, each a number a minute; 0: no such limit.</summary>
/// <param name="Requests">Requests.</param>
/// <param name="Tokens">Tokens of prompts and completions.</param>
/// <param name="InputTokens">Tokens of prompts.</param>
/// <param name="OutputTokens">Tokens of completions.</param>
/// <param name="Per">Who shares them.</param>
/// <param name="EnforceRetryAfter">Whether coming back before the time that a refusal named restarts the wait.</param>
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
