namespace MockLlm.Engine;

/// <summary>Why a request is refused by a rate limit.</summary>
/// <param name="Kind">The limit. If the request exceeds several, it is the one with the longest wait.</param>
/// <param name="Limit">The limit per minute.</param>
/// <param name="Used">How much of the limit is used.</param>
/// <param name="Requested">How much of the limit the request needs.</param>
/// <param name="RetryAfter">The time until the request fits, in whole milliseconds. One minute if it never fits.</param>
/// <param name="Model">The model's name as sent, or null if the request names none.</param>
public sealed record LimitRefusal(LimitKind Kind, long Limit, long Used, long Requested, TimeSpan RetryAfter, string? Model)
{
    /// <summary>
    /// Whether the request needs more than the limit of a whole minute. It then never fits, however long the client waits.
    /// </summary>
    public bool IsTooLarge => Requested > Limit;
}
