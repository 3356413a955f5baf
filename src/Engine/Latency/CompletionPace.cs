namespace MockLlm.Engine.Latency;

/// <summary>How one completion is paced.</summary>
/// <param name="Model">The latency in force; null: none is, so lag paces it.</param>
/// <param name="First">Ticks from the start of generation to the first token.</param>
internal sealed record CompletionPace(LatencyModel? Model, double First)
{
    /// <summary>No latency.</summary>
    public static CompletionPace Lag { get; } = new(null, 0);
}
