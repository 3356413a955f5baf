using MockLlm.Engine.Inference.Batching;
using MockLlm.Engine.Inference.PrefixCaching;

namespace MockLlm.Engine.Inference;

/// <summary>What the requests of one provider share, as they share an inference engine. Any thread may use it.</summary>
/// <param name="time">The clock of the batches.</param>
internal sealed class InferenceState(TimeProvider time)
{
    /// <summary>The prefix cache of each model.</summary>
    public PrefixCaches Prefixes { get; } = new();

    /// <summary>The batch of each model, or of the whole provider.</summary>
    public Batches Batches { get; } = new(time);

    /// <summary>Empties the caches and sets their counts to zero.</summary>
    public void Reset() => Prefixes.Reset();
}
