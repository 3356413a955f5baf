using MockLlm.Engine.Faults.Kinds;

namespace MockLlm.Engine.Faults;

/// <summary>The faults that hit a request.</summary>
/// <param name="Faults">All that fired, at least one, in their order.</param>
internal sealed record FiredFaults(IReadOnlyList<Fault> Faults)
{
    /// <summary>The fault that replaces the handler, or null if the handler runs.</summary>
    public HandlerFault? Instead => Faults.Select(fault => fault.Kind).OfType<HandlerFault>().FirstOrDefault();

    /// <summary>The fault that changes the completions, or null if none does.</summary>
    public Fault? OnCompletion => Faults.FirstOrDefault(fault => fault.Kind.ChangesCompletion);

    /// <summary>How much later everything is sent.</summary>
    public TimeSpan Delay => new(Faults.Sum(fault => fault.Kind.Delay.Ticks));

    /// <summary>The faults that may change the handler's reply, in their order.</summary>
    public IEnumerable<Fault> OnReply => Faults.Where(fault => fault.Kind.ActsOnReply);
}
