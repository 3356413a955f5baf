namespace MockLlm.Engine;

/// <summary>Why a request does not fit its rate limits.</summary>
/// <param name="Kind">The limit that it has to wait for longest.</param>
/// <param name="Limit">How many a minute.</param>
/// <param name="Used">How many of them are used up.</param>
/// <param name="Requested">How many the request needs.</param>
/// <param name="RetryAfter">How long until it fits, in whole milliseconds; a minute where it never does.</param>
/// <param name="Model">The model as the request names it; null: it names none.</param>
public sealed record LimitRefusal(LimitKind Kind, long Limit, long Used, long Requested, TimeSpan RetryAfter, string? Model)
{
    /// <summary>Whether it is more than a whole minute's worth, so that no waiting helps.</summary>
    public bool IsTooLarge => Requested > Limit;
}
