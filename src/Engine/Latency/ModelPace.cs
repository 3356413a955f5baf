namespace MockLlm.Engine.Latency;

/// <summary>A completion at the pace of a model.</summary>
/// <param name="Model">The latency in force.</param>
/// <param name="First">Ticks from the start of generation to the first token.</param>
internal sealed record ModelPace(LatencyModel Model, double First) : CompletionPace;
