namespace MockLlm.Engine.Inference.Batching;

/// <summary>A completion in a batch. Only <see cref="BatchModel"/> changes it.</summary>
/// <param name="prefill">The prompt tokens that have to be computed. At least 1.</param>
/// <param name="tokens">The tokens of the answer. At least 1.</param>
/// <param name="places">How many places it takes: one for each choice. At least 1.</param>
internal sealed class BatchSequence(int prefill, int tokens, int places)
{
    /// <summary>The tokens of the answer.</summary>
    public int Tokens => tokens;

    /// <summary>How many places it takes. Each step makes a token of every choice.</summary>
    public int Places => places;

    /// <summary>The prompt tokens that still have to be computed.</summary>
    public int Prefill { get; set; } = prefill;

    /// <summary>The step before its first token, or null while that is not known. Token <i>j</i> is made in step <c>Before + j</c>.</summary>
    public long? Before { get; set; }

    /// <summary>Where it is.</summary>
    public BatchState State { get; set; }

    /// <summary>Its place among those that wait, or among those whose prompt is being computed.</summary>
    public LinkedListNode<BatchSequence>? Node { get; set; }

    /// <summary>Called once when the sequence begins to run, or is the first that waits and can run earlier. Null if nobody wants to know.</summary>
    public Action? Moved { get; set; }
}

/// <summary>Where a sequence is on its way through the batch.</summary>
internal enum BatchState
{
    /// <summary>It has no place yet.</summary>
    Waiting,

    /// <summary>It has a place, and its prompt is being computed.</summary>
    Prefilling,

    /// <summary>Each step makes a token of it.</summary>
    Decoding,

    /// <summary>It has all its tokens, or its client has left.</summary>
    Over,
}
