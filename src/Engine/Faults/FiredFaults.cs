using MockLlm.Engine.Faults.Kinds;

namespace MockLlm.Engine.Faults;

/// <summary>What goes wrong with a request.</summary>
/// <param name="Faults">All that fired, in their order; at least one.</param>
internal sealed record FiredFaults(IReadOnlyList<Fault> Faults)
{
    /// <summary>What replaces the handler, or null if the handler runs.</summary>
    public HandlerFault? Instead => Faults.Select(fault => fault.Kind).OfType<HandlerFault>().FirstOrDefault();

    /// <summary>What happens to its completions; null: nothing.</summary>
    public Fault? OnCompletion => Faults.FirstOrDefault(fault => fault.Kind.ChangesCompletion);

    /// <summary>How much later everything leaves.</summary>
    public TimeSpan Delay => new(Faults.Sum(fault => fault.Kind.Delay.Ticks));

    /// <summary>Those that go wrong with the handler's reply, if they apply to it; in their order.</summary>
    public IEnumerable<Fault> OnReply => Faults.Where(fault => fault.Kind.ActsOnReply);
}
