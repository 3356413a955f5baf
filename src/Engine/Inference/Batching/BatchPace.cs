namespace MockLlm.Engine.Inference.Batching;

/// <summary>The pace of a completion that is computed in a batch.</summary>
/// <param name="First">The ticks from the start of generation until it joins the batch.</param>
/// <param name="Prefill">The prompt tokens that have to be computed. At least 1.</param>
internal sealed record BatchPace(double First, int Prefill) : CompletionPace;
