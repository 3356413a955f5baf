using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Faults;

/// <summary>The faults that are asked whether they fire on a request.</summary>
/// <param name="Faults">In their order; the request's own first.</param>
/// <param name="Seed">What their chances are drawn from.</param>
internal sealed record FaultQuery(IReadOnlyList<Fault> Faults, RandomSeed Seed);
