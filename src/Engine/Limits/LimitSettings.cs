namespace MockLlm.Engine.Limits;

/// <summary>One layer of <c>limits:</c> as it is written; null: the layer says nothing of it. A limit of 0 is none.</summary>
internal sealed record LimitSettings
{
    public long? Requests { get; init; }

    public long? Tokens { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public LimitScope? Per { get; init; }

    public bool? EnforceRetryAfter { get; init; }

    /// <summary>This layer over a less specific one, key by key, as the limits in force; null: there are none.</summary>
    /// <param name="lower">Null: there is none.</param>
    public LimitPolicy? Over(LimitSettings? lower)
    {
        var policy = new LimitPolicy(
            Requests ?? lower?.Requests ?? 0,
            Tokens ?? lower?.Tokens ?? 0,
            InputTokens ?? lower?.InputTokens ?? 0,
            OutputTokens ?? lower?.OutputTokens ?? 0,
            Per ?? lower?.Per ?? LimitScope.Key,
            EnforceRetryAfter ?? lower?.EnforceRetryAfter ?? false);
        return policy is { Requests: 0, Tokens: 0, InputTokens: 0, OutputTokens: 0 } ? null : policy;
    }
}
