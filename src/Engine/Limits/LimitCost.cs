namespace MockLlm.Engine.Limits;

/// <summary>How much of each limit a request uses.</summary>
internal readonly record struct LimitCost(long Requests, long InputTokens, long OutputTokens)
{
    public static LimitCost OneRequest { get; } = new(1, 0, 0);

    public static LimitCost Of(Usage usage) => new(0, usage.PromptTokens, usage.CompletionTokens);

    public long Of(LimitKind kind) => kind switch
    {
        LimitKind.Requests => Requests,
        LimitKind.Tokens => InputTokens + OutputTokens,
        LimitKind.InputTokens => InputTokens,
        _ => OutputTokens,
    };
}
