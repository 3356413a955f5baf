namespace MockLlm.Engine;

/// <summary>What a rate limit counts per minute.</summary>
public enum LimitKind
{
    /// <summary>Requests.</summary>
    Requests,

    /// <summary>Tokens of prompts and completions together.</summary>
    Tokens,

    /// <summary>Tokens of prompts.</summary>
    InputTokens,

    /// <summary>Tokens of completions.</summary>
    OutputTokens,
}
