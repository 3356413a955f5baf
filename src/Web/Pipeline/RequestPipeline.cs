using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Requests;
using MockLlm.Web.FaultReporting;
using MockLlm.Web.Handling;
using MockLlm.Web.Identification;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Metrics.Vllm;
using MockLlm.Web.ProviderChoice;
using MockLlm.Web.Reading;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Pipeline;

/// <summary>The way of a request to a provider: read, identify, admit, handle, write. <see cref="Serve"/> shows all of it.</summary>
/// <param name="reader">Reads the head and the body.</param>
/// <param name="identifier">Resolves and checks the request.</param>
/// <param name="admission">Asks the provider's actor.</param>
/// <param name="handlers">Runs the handler.</param>
/// <param name="replies">Writes the handler's reply.</param>
/// <param name="responses">Writes refusals.</param>
/// <param name="faultResponder">Answers in place of the handler if a fault says so.</param>
/// <param name="faultReports">Reports which faults hit.</param>
/// <param name="drain">Counts open requests.</param>
/// <param name="waiting">Counts the requests that wait in the queue.</param>
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
    VllmMeters waiting,
    TimeProvider time,
    ILogger<RequestPipeline> log)
{
    /// <summary>Serves a request.</summary>
    /// <param name="http">The request as ASP.NET Core has it.</param>
    /// <param name="candidates">The providers that may serve it, at least one. The request's model decides between several.</param>
    public async Task Serve(HttpContext http, IReadOnlyList<ProviderPath> candidates)
    {
        var arrival = time.GetTimestamp();
        // Until the provider is known, the first candidate words the errors.
        var target = candidates[0];
        var isCounted = drain.TryEnter();
        LargeBody? large = null;
        RequestWork? work = null;
        var isUnread = false;
        try
        {
            IdentifiedRequest request;
            // While the server stops, requests are refused. Like every refusal, this one goes on as part of the record, up to Decline.
            using (var received = isCounted ? await reader.Read(http).ConfigureAwait(false) : reader.Refuse(http, ServerProblem.ShuttingDown))
            {
                (large, work, isUnread) = (received.LargeBody, received.Work, received.Refusal is not null);
                target = await ProviderChooser.Choose(received, candidates).ConfigureAwait(false);
                request = await identifier.Identify(received, target).ConfigureAwait(false);
            }

            var admitting = admission.Admit(target.Runtime, request);
            var result = admitting.IsCompleted || request.Slot is null
                ? await admitting.ConfigureAwait(false)
                : await Queued(admitting, request).ConfigureAwait(false);
            var outcome = ReplyOutcome.Failed;
            try
            {
                var report = faultReports.Of(result.Fired, request, http);
                var start = arrival + DelayOf(result.Fired);
                if (result is AdmissionResult.Admitted admitted)
                {
                    var handled = await handlers.Run(new AdmittedRequest(http, target, request, admitted, report, arrival, start)).ConfigureAwait(false);
                    outcome = await replies.Write(handled).ConfigureAwait(false);
                }
                else
                {
                    await Decline(http, target.Runtime, request, result, start).ConfigureAwait(false);
                }

                report?.End();
            }
            finally
            {
                admission.Finish(target.Runtime, request, result, outcome);
            }
        }
        catch (Exception failure)
        {
            await Fail(http, target.Runtime, failure).ConfigureAwait(false);
        }
        finally
        {
            large?.Dispose();
            work?.Dispose();
            Leave(isCounted);
        }

        if (isUnread)
        {
            await UnreadBody.Discard(http).ConfigureAwait(false);
        }
    }

    private async ValueTask<AdmissionResult> Queued(ValueTask<AdmissionResult> admitting, IdentifiedRequest request)
    {
        var model = waiting.Of(request.Identity.Model ?? "");
        model.Waiting(1);
        try
        {
            return await admitting.ConfigureAwait(false);
        }
        finally
        {
            model.Waiting(-1);
        }
    }

    // In ticks of the clock. A fault may delay the request. All its times then count from a later start.
    private long DelayOf(FiredFaults? fired) => fired is null ? 0 : (long)(fired.Delay.TotalSeconds * time.TimestampFrequency);

    // Answers a request whose handler does not run.
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

    private Task Fail(HttpContext http, ProviderRuntime runtime, Exception failure)
    {
        if (IsGone(http, failure))
        {
            return Abort(http);
        }

        // The provider's own code threw outside its handlers: while it looked at the request, or over a header that it wants to send.
        log.LogError(failure, "Provider {Provider} failed", runtime.Provider.Name);
        if (http.Response.HasStarted)
        {
            return Abort(http);
        }

        http.Response.Clear();
        return responses.Refuse(http, runtime, static wording => wording.Broken());
    }

    // Whether the client left, so that there is nobody to answer. A provider's own code may throw exceptions of the same types.
    private static bool IsGone(HttpContext http, Exception failure) =>
        failure is ConnectionResetException or ConnectionAbortedException
        || (failure is IOException or OperationCanceledException && http.RequestAborted.IsCancellationRequested);

    private void Leave(bool isCounted)
    {
        if (isCounted)
        {
            drain.Leave();
        }
    }
}
