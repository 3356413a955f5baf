using System.Diagnostics;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Requests;
using MockLlm.Web.Faults;
using MockLlm.Web.Handling;
using MockLlm.Web.Identification;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Reading;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Pipeline;

/// <summary>The way of a request to a provider: read, identify, admit, handle, write. <see cref="Serve"/> shows all of it.</summary>
/// <param name="reader">Reads the head and the body.</param>
/// <param name="identifier">Finds the provider, and resolves and checks the request.</param>
/// <param name="admission">Asks the provider's actor.</param>
/// <param name="handlers">Runs the handler.</param>
/// <param name="replies">Writes the handler's reply.</param>
/// <param name="responses">Writes refusals.</param>
/// <param name="faultResponder">Does what faults do instead of the handler.</param>
/// <param name="faultReports">Tells which faults hit.</param>
/// <param name="drain">Counts open requests.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class RequestPipeline(
    RequestReader reader,
    RequestIdentifier identifier,
    AdmissionClient admission,
    HandlerRunner handlers,
    ReplySender replies,
    ResponseWriter responses,
    FaultResponder faultResponder,
    FaultReports faultReports,
    Drain drain,
    TimeProvider time,
    ILogger<RequestPipeline> log)
{
    /// <param name="http">The request as ASP.NET Core has it.</param>
    /// <param name="candidates">The providers that may serve it, at least one. The request's model decides between several.</param>
    public async Task Serve(HttpContext http, IReadOnlyList<ProviderPath> candidates)
    {
        var arrival = time.GetTimestamp();
        var target = candidates[0];
        var isOpen = drain.TryEnter();
        try
        {
            IdentifiedRequest request;
            using (var received = isOpen ? await reader.Read(http).ConfigureAwait(false) : reader.Refuse(http, ServerProblem.ShuttingDown))
            {
                target = await identifier.Choose(received, candidates).ConfigureAwait(false);
                request = await identifier.Identify(received, target).ConfigureAwait(false);
            }

            var result = await admission.Admit(target.Runtime, request, http.RequestAborted).ConfigureAwait(false);
            var start = arrival + (long)((result.Fired?.Delay ?? TimeSpan.Zero).TotalSeconds * time.TimestampFrequency);
            var report = faultReports.Of(result.Fired, request, http);
            if (result is AdmissionResult.Admitted admitted)
            {
                var outcome = ReplyOutcome.Failed;
                try
                {
                    var handled = await handlers.Run(new(http, target, request, admitted, report, arrival, start)).ConfigureAwait(false);
                    outcome = await replies.Write(handled).ConfigureAwait(false);
                }
                finally
                {
                    // Whatever happens, the slot is free afterwards.
                    admission.Finish(target.Runtime, outcome, request.Slot);
                }
            }
            else
            {
                await Decline(http, target.Runtime, request, result, start).ConfigureAwait(false);
            }

            report?.End();
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client left while it was sending: there is nobody to answer.
            http.Abort();
        }
        catch (Exception failure)
        {
            await Break(http, target.Runtime, failure).ConfigureAwait(false);
        }
        finally
        {
            if (isOpen)
            {
                drain.Leave();
            }
        }
    }

    // What a request gets whose handler does not run.
    private Task Decline(HttpContext http, ProviderRuntime runtime, IdentifiedRequest request, AdmissionResult result, long start) => result switch
    {
        AdmissionResult.Refused { Problem: var problem } => responses.Refuse(http, runtime, problem, request),
        AdmissionResult.Replaced replaced => faultResponder.Send(http, runtime, request, replaced, start),
        AdmissionResult.Limited { Refusal: var over } => responses.Refuse(http, runtime, wording => wording.RateLimited(over), request, over),
        AdmissionResult.Overloaded => responses.Refuse(http, runtime, static wording => wording.Overloaded(), request),
        AdmissionResult.TimedOut { After: var limit } => responses.Refuse(http, runtime, _ => ServerProblem.HandlerTimeout(limit), request),
        AdmissionResult.Crashed => responses.Refuse(http, runtime, static wording => wording.Broken(), request),
        AdmissionResult.Left => Abort(http),
        _ => throw new UnreachableException($"{result.GetType()} is not expected here."),
    };

    private static Task Abort(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    // The provider's own code threw outside its handlers: while it looked at the request, or over a header that it wants to send.
    private async Task Break(HttpContext http, ProviderRuntime runtime, Exception failure)
    {
        log.LogError(failure, "Provider {Provider} failed", runtime.Provider.Name);
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        await responses.Refuse(http, runtime, static wording => wording.Broken()).ConfigureAwait(false);
    }
}
