namespace MockLlm.Engine;

/// <summary>How far the rate limits of a request's account are used up.</summary>
/// <param name="Levels">One for each limit that is configured.</param>
/// <param name="Now">The wall clock when this was so.</param>
public sealed record LimitState(IReadOnlyList<LimitLevel> Levels, DateTimeOffset Now);

/// <summary>How far one rate limit is used up.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Limit">How many a minute.</param>
/// <param name="Remaining">How many are left now.</param>
/// <param name="Reset">How long until all of them are there again.</param>
public readonly record struct LimitLevel(LimitKind Kind, long Limit, long Remaining, TimeSpan Reset);
