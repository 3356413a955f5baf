using MockLlm.Engine.Faults;
using MockLlm.Engine.Inference;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Engine.Admission;

/// <summary>
/// The state that is counted while replies are made, outside of any actor: rate limits, positions in sequences, and fault counters. Any
/// thread may call a method of its parts. Each call is one atomic step. Arguments and results are plain records, and no caller keeps a
/// reference to what is inside. All other counters belong to the provider's actor and are reached by messages only.
/// </summary>
/// <param name="time">The clock of rate limits and batches.</param>
/// <param name="faults">The fault counters, shared by all providers.</param>
internal sealed class SharedState(TimeProvider time, FaultCounters faults)
{
    private LimitAccounts? _limits;

    /// <summary>The positions of sessions in the rules' sequences.</summary>
    public SequenceCursors Sequences { get; } = new();

    /// <summary>What is left of this provider's rate limits.</summary>
    public LimitAccounts Limits => LazyInitializer.EnsureInitialized(ref _limits, () => new(time));

    /// <summary>The prefix caches and batches of this provider.</summary>
    public InferenceState Inference { get; } = new(time);

    /// <summary>The fault counters, shared by all providers.</summary>
    public FaultCounters Faults => faults;

    /// <summary>Resets the rate limits and the sequences, and empties the prefix caches. The fault counters are reset for all providers at once, not here.</summary>
    public void Reset()
    {
        Volatile.Read(ref _limits)?.Reset();
        Sequences.Reset();
        Inference.Reset();
    }
}
