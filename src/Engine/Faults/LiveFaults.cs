using MockLlm.Engine.Precedence;

namespace MockLlm.Engine.Faults;

/// <summary>Applies live changes to the faults of the file.</summary>
internal static class LiveFaults
{
    /// <summary>The faults in force.</summary>
    /// <param name="live">The live changes.</param>
    /// <param name="under">The faults under them.</param>
    public static FaultList Over(this LiveList<Fault> live, FaultList under) =>
        live == LiveList<Fault>.None ? under : new(live.Over(under.All, static fault => fault.Name));
}
