namespace MockLlm.Engine;

/// <summary>The names that most vendors give to the kinds of rate limits.</summary>
public static class LimitWords
{
    /// <summary>The name in a sentence, such as <c>input tokens</c>.</summary>
    /// <param name="kind">What the limit counts.</param>
    public static string Of(LimitKind kind) => kind switch
    {
        LimitKind.Requests => "requests",
        LimitKind.Tokens => "tokens",
        LimitKind.InputTokens => "input tokens",
        _ => "output tokens",
    };

    /// <summary>The name in a header, such as <c>input-tokens</c>.</summary>
    /// <param name="kind">What the limit counts.</param>
    public static string HyphenatedOf(LimitKind kind) => kind switch
    {
        LimitKind.InputTokens => "input-tokens",
        LimitKind.OutputTokens => "output-tokens",
        _ => Of(kind),
    };
}
