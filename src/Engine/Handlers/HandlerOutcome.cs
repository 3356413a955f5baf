namespace MockLlm.Engine.Handlers;

/// <summary>What a handler came to.</summary>
/// <param name="Result">What it returned, or null if it threw.</param>
/// <param name="Failure">What it threw, or null if it returned.</param>
internal sealed record HandlerOutcome(object? Result, Exception? Failure);
