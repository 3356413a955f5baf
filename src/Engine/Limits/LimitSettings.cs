using System.Diagnostics.CodeAnalysis;
using MockLlm.Engine.Precedence;

namespace MockLlm.Engine.Limits;

/// <summary>
/// The keys of <c>limits</c>, from one place or merged from several. A key is null if no place gives it. A number of 0 is no limit.
/// </summary>
internal sealed record LimitSettings
{
    /// <summary>Requests per minute.</summary>
    public ConfigValue<long>? Requests { get; init; }

    /// <summary>Tokens of prompts and completions per minute.</summary>
    public ConfigValue<long>? Tokens { get; init; }

    /// <summary>Tokens of prompts per minute.</summary>
    public ConfigValue<long>? InputTokens { get; init; }

    /// <summary>Tokens of completions per minute.</summary>
    public ConfigValue<long>? OutputTokens { get; init; }

    /// <summary>Which requests share a limit.</summary>
    public ConfigValue<LimitScope>? Per { get; init; }

    /// <summary>Whether a client that comes back too early starts the wait again.</summary>
    public ConfigValue<bool>? EnforceRetryAfter { get; init; }

    /// <summary>Every key with its value and its default.</summary>
    public IReadOnlyList<ConfigKey> Keys =>
    [
        new("requests_per_minute", Requests, "0"),
        new("tokens_per_minute", Tokens, "0"),
        new("input_tokens_per_minute", InputTokens, "0"),
        new("output_tokens_per_minute", OutputTokens, "0"),
        new("per", Per, "key"),
        new("enforce_retry_after", EnforceRetryAfter, "false"),
    ];

    /// <summary>Merges two places key by key, by the origins of their values.</summary>
    /// <param name="one">A place, or null if nothing is written there.</param>
    /// <param name="other">Another place, or null if nothing is written there.</param>
    /// <returns>Null if both are null.</returns>
    [return: NotNullIfNotNull(nameof(one))]
    [return: NotNullIfNotNull(nameof(other))]
    public static LimitSettings? Merge(LimitSettings? one, LimitSettings? other)
    {
        if (one is null || other is null)
        {
            return one ?? other;
        }

        return new()
        {
            Requests = ConfigValue.First(one.Requests, other.Requests),
            Tokens = ConfigValue.First(one.Tokens, other.Tokens),
            InputTokens = ConfigValue.First(one.InputTokens, other.InputTokens),
            OutputTokens = ConfigValue.First(one.OutputTokens, other.OutputTokens),
            Per = ConfigValue.First(one.Per, other.Per),
            EnforceRetryAfter = ConfigValue.First(one.EnforceRetryAfter, other.EnforceRetryAfter),
        };
    }

    /// <summary>The limits that these keys set, or null if all of them are 0.</summary>
    public LimitPolicy? Policy()
    {
        var policy = new LimitPolicy(
            Requests?.Value ?? 0,
            Tokens?.Value ?? 0,
            InputTokens?.Value ?? 0,
            OutputTokens?.Value ?? 0,
            Per?.Value ?? LimitScope.Key,
            EnforceRetryAfter?.Value ?? false);
        return policy is { Requests: 0, Tokens: 0, InputTokens: 0, OutputTokens: 0 } ? null : policy;
    }
}
