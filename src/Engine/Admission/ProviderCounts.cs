namespace MockLlm.Engine.Admission;

/// <summary>The counters of a provider's actor at one moment.</summary>
/// <param name="Running">Requests that are admitted and not yet over.</param>
/// <param name="Queued">Requests that wait for a slot.</param>
/// <param name="Served">Replies that were sent to the end.</param>
/// <param name="Abandoned">Replies whose clients left before the end.</param>
/// <param name="Failed">Replies that failed, such as the provider's own 500.</param>
/// <param name="Restarts">Restarts of the actor.</param>
internal readonly record struct ProviderCounts(long Running, long Queued, long Served, long Abandoned, long Failed, long Restarts);
