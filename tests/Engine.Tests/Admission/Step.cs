using MockLlm.Engine.Admission;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Tests.Admission;

/// <summary>What may happen to a provider's slots.</summary>
internal abstract record Step
{
    public sealed record Arrive(ulong Key, SlotClaim? Claim) : Step;

    /// <param name="Which">One of those that came, also one that has left or was let in; any number names one.</param>
    public sealed record Leave(int Which) : Step;

    /// <param name="Which">One of those that are running; any number names one.</param>
    /// <param name="End">How its reply ends.</param>
    public sealed record Finish(int Which, ReplyOutcome End) : Step;

    public sealed record Edit(SlotClaim[] Claims) : Step;
}
