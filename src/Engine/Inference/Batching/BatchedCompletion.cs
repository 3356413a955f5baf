namespace MockLlm.Engine.Inference.Batching;

/// <summary>A completion of a reply, and the sequence that it is in its batch.</summary>
/// <param name="pace">The pace of the completion.</param>
/// <param name="sequence">The sequence.</param>
internal sealed class BatchedCompletion(BatchPace pace, BatchSequence sequence)
{
    public BatchPace Pace => pace;

    public BatchSequence Sequence => sequence;

    /// <summary>Whether it has joined the batch.</summary>
    public bool HasJoined { get; set; }
}
