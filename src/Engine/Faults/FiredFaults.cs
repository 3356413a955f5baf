using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Faults.Replies;

namespace MockLlm.Engine.Faults;

/// <summary>What goes wrong with a request.</summary>
/// <param name="Faults">All that fired, in their order; at least one.</param>
internal sealed record FiredFaults(IReadOnlyList<Fault> Faults)
{
    /// <summary>What it gets instead of the handler's reply; null: the handler runs.</summary>
    public InsteadOfHandler? Instead => Faults.Select(fault => fault.Kind).OfType<InsteadOfHandler>().FirstOrDefault();

    /// <summary>What happens to its completions; null: nothing.</summary>
    public Fault? OnCompletion => Faults.FirstOrDefault(fault => fault.Kind is CompletionFault);

    /// <summary>How much later everything leaves.</summary>
    public TimeSpan Delay => new(Faults.Select(fault => fault.Kind).OfType<DelayFault>().Sum(delay => delay.By.Ticks));

    /// <summary>Those that go wrong with the handler's reply, if they apply to it; in their order.</summary>
    public IEnumerable<Fault> OnReply => Faults.Where(IsOnReply);

    /// <summary>Whether it is known only from the reply whether a fault applies.</summary>
    public static bool IsOnReply(Fault fault) => fault.Kind is ReplyFault or DripFault;
}
