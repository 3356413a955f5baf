using MockLlm.Engine.Chance;

namespace MockLlm.Engine.Faults;

/// <summary>The faults that are asked whether they fire on a request.</summary>
/// <param name="Faults">In their order; the request's own first.</param>
/// <param name="Seed">What their chances are drawn from.</param>
internal sealed record FaultAsk(IReadOnlyList<Fault> Faults, DrawSeed Seed);
