namespace MockLlm.Engine.Inference.Batching;

/// <summary>The batch that a request takes part in.</summary>
/// <param name="Model">The model that it belongs to, by its own name, or null if it belongs to the whole provider.</param>
/// <param name="Settings">Its size and its times.</param>
/// <param name="Speed">All times are divided by it. Greater than 0.</param>
internal sealed record BatchClaim(string? Model, BatchSettings Settings, double Speed)
{
    /// <summary>The time of a step without its tokens, in ticks.</summary>
    public double Step => Settings.Step.Ticks / Speed;

    /// <summary>The time for each token of a step, in ticks.</summary>
    public double PerToken => Settings.PerToken.Ticks / Speed;

    /// <summary>The time of a step, in ticks.</summary>
    /// <param name="tokens">The tokens that are computed in it.</param>
    public double Length(long tokens) => Step + (PerToken * tokens);
}
