namespace MockLlm.Engine.Latency;

/// <summary>The slots that a request needs one of.</summary>
/// <param name="Model">The model that they belong to, by its own name, or null if they belong to the whole provider.</param>
/// <param name="Slots">How many there are.</param>
/// <param name="Queue">How many requests can wait for one, or null if there is no limit.</param>
internal sealed record SlotClaim(string? Model, int Slots, int? Queue);
