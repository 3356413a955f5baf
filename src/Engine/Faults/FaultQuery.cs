using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Faults;

/// <summary>The faults that may fire on a request.</summary>
/// <param name="Faults">The faults in their order, the request's own first.</param>
/// <param name="Seed">The seed of their random choices.</param>
internal sealed record FaultQuery(IReadOnlyList<Fault> Faults, RandomSeed Seed);
