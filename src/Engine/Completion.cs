using MockLlm.Engine.Latency;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine;

/// <summary>
/// What the model says, before any vendor's encoding. The plain answer and the stream are both made from this one value,
/// so they cannot say different things.
/// </summary>
/// <param name="Text">The whole text.</param>
/// <param name="FinishReason">Why it ends.</param>
/// <param name="StopSequence">The stop sequence that ended it, or null.</param>
public sealed record Completion(string Text, FinishReason FinishReason, string? StopSequence = null)
{
    /// <summary>The sentence by which the model refuses, then also the <see cref="Text"/>; null: it does not refuse.</summary>
    public string? Refusal { get; init; }

    /// <summary>Tokens in <see cref="Text"/>.</summary>
    public int Tokens => TextTokens.Count;

    /// <summary>Where the text's tokens end; the last end is the text's length.</summary>
    internal TextTokens TextTokens { get; init; } = new([]);

    /// <summary>How it is paced.</summary>
    internal CompletionPace Pace { get; init; } = CompletionPace.Lag;
}
