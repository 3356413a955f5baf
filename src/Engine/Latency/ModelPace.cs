namespace MockLlm.Engine.Latency;

/// <summary>The pace of a completion that has a latency.</summary>
/// <param name="Model">The times of the reply.</param>
/// <param name="First">The ticks from the start of generation to the first token.</param>
internal sealed record ModelPace(LatencyModel Model, double First) : CompletionPace;
