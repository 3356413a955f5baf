namespace MockLlm.Engine.Inference.Batching;

/// <summary>How an engine computes the tokens of many requests in steps.</summary>
/// <param name="Sequences">How many sequences run at once. 0 if there is no batch.</param>
/// <param name="PrefillTokens">How many prompt tokens a step takes at most. At least 1.</param>
/// <param name="Step">The time of a step without its tokens, more than 0.</param>
/// <param name="PerToken">The time for each token of a step.</param>
internal sealed record BatchSettings(int Sequences, int PrefillTokens, TimeSpan Step, TimeSpan PerToken)
{
    /// <summary>No batch. It turns off the batch of a layer with lower precedence.</summary>
    public static BatchSettings Off { get; } = new(0, 1, TimeSpan.FromTicks(1), TimeSpan.Zero);
}
