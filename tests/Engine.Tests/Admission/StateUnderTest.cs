using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults;

namespace MockLlm.Engine.Tests.Admission;

/// <summary>What a provider counts, by itself, without a server.</summary>
internal sealed class StateUnderTest
{
    public StateUnderTest(TimeProvider? time = null, FaultCounters? faults = null)
    {
        var clock = time ?? TimeProvider.System;
        Shared = new(clock, faults ?? new(clock));
        State = new(clock, Shared);
    }

    public ProviderState State { get; }

    public SharedState Shared { get; }

    public ProviderCounts Counts => State.Counts;

    public static implicit operator ProviderState(StateUnderTest state) => state.State;
}
