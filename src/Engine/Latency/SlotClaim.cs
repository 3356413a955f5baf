namespace MockLlm.Engine.Latency;

/// <summary>The slots that a request has to get one of.</summary>
/// <param name="Model">The model they belong to, by its canonical name; null: they are the whole provider's.</param>
/// <param name="Slots">How many there are.</param>
/// <param name="Queue">How many requests may wait for one; null: any number.</param>
internal sealed record SlotClaim(string? Model, int Slots, int? Queue);
