namespace MockLlm.Engine;

/// <summary>How most vendors name what a rate limit counts.</summary>
public static class LimitWords
{
    /// <summary>In a sentence: <c>input tokens</c>.</summary>
    /// <param name="kind">What is counted.</param>
    public static string Of(LimitKind kind) => kind switch
    {
        LimitKind.Requests => "requests",
        LimitKind.Tokens => "tokens",
        LimitKind.InputTokens => "input tokens",
        _ => "output tokens",
    };

    /// <summary>In a header: <c>input-tokens</c>.</summary>
    /// <param name="kind">What is counted.</param>
    public static string HyphenatedOf(LimitKind kind) => kind switch
    {
        LimitKind.InputTokens => "input-tokens",
        LimitKind.OutputTokens => "output-tokens",
        _ => Of(kind),
    };
}
