using MockLlm.Engine.Faults;
using MockLlm.Engine.Faults.Kinds;

namespace MockLlm.Engine.Admission;

/// <summary>The outcome of admission.</summary>
/// <param name="Fired">The faults that hit the request, or null if none did.</param>
internal abstract record AdmissionResult(FiredFaults? Fired)
{
    /// <summary>The request was refused before its actor was asked.</summary>
    /// <param name="Problem">Why, given the provider's wording.</param>
    public sealed record Refused(Func<ErrorWording, Problem> Problem) : AdmissionResult(Fired: null);

    /// <summary>The handler may run. The slot is held until <see cref="AdmissionClient.Finish"/>.</summary>
    public sealed record Admitted(Decision.Proceed Proceed, FiredFaults? Fired) : AdmissionResult(Fired)
    {
        private static readonly Admitted First = new(Decision.Proceed.First, Fired: null);

        /// <summary>Returns the result for a decision. Most requests share one object.</summary>
        public static Admitted Of(Decision.Proceed proceed, FiredFaults? fired) =>
            fired is null && ReferenceEquals(proceed, Decision.Proceed.First) ? First : new(proceed, fired);
    }

    /// <summary>A fault replaces the handler. The request holds no slot.</summary>
    /// <param name="Fault">The fault that replaces the handler.</param>
    /// <param name="Ordinal">How many equal requests came before.</param>
    /// <param name="Fired">All faults that hit the request.</param>
    public sealed record Replaced(HandlerFault Fault, int Ordinal, FiredFaults Fired) : AdmissionResult(Fired);

    /// <summary>The request does not fit its rate limits.</summary>
    public sealed record Limited(LimitRefusal Refusal, FiredFaults? Fired) : AdmissionResult(Fired);

    /// <summary>All slots are taken and the queue is full.</summary>
    public sealed record Overloaded(FiredFaults? Fired) : AdmissionResult(Fired);

    /// <summary>The actor was busy with other handlers for too long.</summary>
    /// <param name="After">How long the request waited for a decision.</param>
    public sealed record TimedOut(TimeSpan After) : AdmissionResult(Fired: null);

    /// <summary>The client left, or the server stopped, before the request's turn came.</summary>
    public sealed record Left(FiredFaults? Fired) : AdmissionResult(Fired);

    /// <summary>The actor crashed over the request.</summary>
    public sealed record Crashed(FiredFaults? Fired) : AdmissionResult(Fired);
}
