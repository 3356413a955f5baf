namespace MockLlm.Engine;

/// <summary>How much of its rate limits the account of a request has used.</summary>
/// <param name="Levels">One entry for each configured limit.</param>
/// <param name="Now">The wall clock time to which the entries apply.</param>
public sealed record LimitState(IReadOnlyList<LimitLevel> Levels, DateTimeOffset Now);

/// <summary>How much of one rate limit is used.</summary>
/// <param name="Kind">What the limit counts.</param>
/// <param name="Limit">The limit per minute.</param>
/// <param name="Remaining">How much of the limit is left.</param>
/// <param name="Reset">The time until the whole limit is available again.</param>
public readonly record struct LimitLevel(LimitKind Kind, long Limit, long Remaining, TimeSpan Reset);
