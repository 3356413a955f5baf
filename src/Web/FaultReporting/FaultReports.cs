using MockLlm.Engine.Faults;
using MockLlm.Engine.Requests;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.FaultReporting;

/// <summary>Creates the reports of faults.</summary>
/// <param name="meters">Count the faults.</param>
/// <param name="log">The log.</param>
internal sealed class FaultReports(Meters meters, ILogger<FaultReports> log)
{
    /// <summary>The report of a request, or null if no fault hit it.</summary>
    public FaultReport? Of(FiredFaults? fired, IdentifiedRequest request, HttpContext http) =>
        fired is null ? null : new(http, request, fired, meters, log);
}
