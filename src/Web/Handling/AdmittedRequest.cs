using MockLlm.Engine.Admission;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Requests;
using MockLlm.Web.FaultReporting;
using MockLlm.Web.ProviderChoice;

namespace MockLlm.Web.Handling;

/// <summary>A request that its provider's actor admitted.</summary>
/// <param name="Http">The request as ASP.NET Core has it.</param>
/// <param name="Target">The endpoint that serves it.</param>
/// <param name="Request">The request.</param>
/// <param name="Admission">The result of admission.</param>
/// <param name="Faults">The faults that hit it, or null if none did.</param>
/// <param name="Arrival">The clock's timestamp when it arrived.</param>
/// <param name="Start">The clock's timestamp from which its times count. Later than the arrival if a fault delays it.</param>
internal sealed record AdmittedRequest(
    HttpContext Http,
    ProviderPath Target,
    IdentifiedRequest Request,
    AdmissionResult.Admitted Admission,
    FaultReport? Faults,
    long Arrival,
    long Start)
{
    /// <summary>Charges its reply to the rate limits, or null if there are none.</summary>
    public ReplyCharge? Charge { get; } = Request.Limit is { } limit ? new(Target.Runtime.Shared.Limits, limit) : null;

    public ProviderRuntime Runtime => Target.Runtime;

    /// <summary>Whether a fault needs to inspect the reply before it is sent.</summary>
    public bool IsInspected => Faults is { OnReply.Count: > 0 };
}
