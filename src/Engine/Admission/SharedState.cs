using MockLlm.Engine.Faults;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Engine.Admission;

/// <summary>
/// What is counted while replies are made, outside of any actor: rate limits, positions in sequences and fault counters. The rule: any
/// thread may call a method, each call is one atomic step, it takes and returns plain records, and nobody holds on to what is inside.
/// Everything else that is counted belongs to the provider's actor, which is reached by messages only.
/// </summary>
/// <param name="time">The clock that rate limits are refilled by.</param>
/// <param name="faults">The fault counters, one for all providers.</param>
internal sealed class SharedState(TimeProvider time, FaultCounters faults)
{
    private LimitAccounts? _limits;

    /// <summary>How far sessions are in the rules' sequences.</summary>
    public SequenceCursors Sequences { get; } = new();

    /// <summary>What the rate limits of this provider have left.</summary>
    public LimitAccounts Limits => LazyInitializer.EnsureInitialized(ref _limits, () => new(time));

    /// <summary>The fault counters, one for all providers.</summary>
    public FaultCounters Faults => faults;

    /// <summary>Starts the limits and the sequences again. The fault counters are reset for all providers at once.</summary>
    public void Reset()
    {
        Volatile.Read(ref _limits)?.Reset();
        Sequences.Reset();
    }
}
