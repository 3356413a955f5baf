namespace MockLlm.Engine;

/// <summary>What a rate limit counts.</summary>
public enum LimitKind
{
    /// <summary>Requests a minute.</summary>
    Requests,

    /// <summary>Tokens a minute, of prompts and completions together.</summary>
    Tokens,

    /// <summary>Tokens of prompts a minute.</summary>
    InputTokens,

    /// <summary>Tokens of completions a minute.</summary>
    OutputTokens,
}
