namespace MockLlm.Bench;

/// <summary>A measurement failed. The message says why and what to do.</summary>
internal sealed class BenchException(string message) : Exception(message);
