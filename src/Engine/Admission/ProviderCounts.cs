namespace MockLlm.Engine.Admission;

/// <summary>What a provider's actor has counted, at one moment.</summary>
/// <param name="Running">Replies let through and not yet over.</param>
/// <param name="Queued">Requests that wait for a slot.</param>
/// <param name="Served">Replies that their clients have whole.</param>
/// <param name="Abandoned">Replies whose clients left before the end.</param>
/// <param name="Failed">Replies that the provider failed.</param>
/// <param name="Restarts">Restarts of the actor.</param>
internal readonly record struct ProviderCounts(long Running, long Queued, long Served, long Abandoned, long Failed, long Restarts);
