namespace MockLlm.Engine.Handlers;

/// <summary>How a handler ended: with a result or with an exception.</summary>
/// <param name="Result">What it returned, or null if it threw.</param>
/// <param name="Failure">What it threw, or null if it returned.</param>
internal sealed record HandlerOutcome(object? Result, Exception? Failure);
