using MockLlm.Engine.Inference.PrefixCaching;

namespace MockLlm.Engine.Inference;

/// <summary>What the requests of one provider share, as they share an inference engine. Any thread may use it.</summary>
internal sealed class InferenceState
{
    /// <summary>The prefix cache of each model.</summary>
    public PrefixCaches Prefixes { get; } = new();

    /// <summary>Empties the caches and sets their counts to zero.</summary>
    public void Reset() => Prefixes.Reset();
}
