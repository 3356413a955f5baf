namespace MockLlm.Engine.Pacing;

/// <summary>Lag: the pace of the original MockLLM, in characters a second.</summary>
/// <param name="Enabled">Whether text waits at all.</param>
/// <param name="Factor">Ten times this many characters leave in a second. Greater than 0.</param>
internal sealed record LagSettings(bool Enabled = false, double Factor = 10);
