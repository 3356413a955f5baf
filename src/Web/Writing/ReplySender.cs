using System.Diagnostics;
using Akka.Streams;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Work;
using MockLlm.Web.Handling;
using MockLlm.Web.Metrics;
using MockLlm.Web.Replies;

namespace MockLlm.Web.Writing;

/// <summary>The last step of a request: writes the handler's reply when it is due, whole or as a stream.</summary>
/// <param name="streams">Sends streams.</param>
/// <param name="responses">Writes whole replies.</param>
/// <param name="rules">Reports which rule answered.</param>
/// <param name="materializer">Runs streams.</param>
/// <param name="time">The clock.</param>
/// <param name="meters">Count replies.</param>
/// <param name="log">The log.</param>
/// <param name="drain">Cancelled when the time for open replies is over.</param>
internal sealed class ReplySender(
    StreamSender streams,
    ResponseWriter responses,
    RuleReport rules,
    IMaterializer materializer,
    TimeProvider time,
    Meters meters,
    ILogger<ReplySender> log,
    CancellationToken drain)
{
    private readonly ReplyWait _wait = new(time, drain);

    /// <summary>Writes the reply of a handler to its end.</summary>
    public Task<ReplyOutcome> Write(HandledRequest handled) => handled switch
    {
        HandledRequest.Done done => Write(done),
        HandledRequest.TimedOut timedOut => Write(timedOut),
        _ => throw new UnreachableException($"{handled.GetType()} is not expected here."),
    };

    private async Task<ReplyOutcome> Write(HandledRequest.TimedOut timedOut)
    {
        var admitted = timedOut.Request;
        admitted.Charge?.Cancel();
        await responses.Refuse(admitted.Http, admitted.Runtime, _ => ServerProblem.HandlerTimeout(timedOut.After), admitted.Request).ConfigureAwait(false);
        return ReplyOutcome.Failed;
    }

    private async Task<ReplyOutcome> Write(HandledRequest.Done done)
    {
        var (admitted, context) = (done.Request, done.Context);
        if (done.Outcome.Failure is OperationCanceledException && admitted.Http.RequestAborted.IsCancellationRequested)
        {
            return Left(admitted);
        }

        rules.Note(admitted, context);
        LookAtCompletions(done);
        var faults = admitted.IsInspected ? new ReplyFaults(admitted.Runtime, materializer, admitted.Faults!) : null;
        ReplyOutcome outcome;
        try
        {
            var outgoing = new OutgoingReply(admitted.Http, admitted.Runtime, context, admitted.Start) { Arrival = admitted.Arrival };
            outcome = await Send(done.Outcome, outgoing, faults).ConfigureAwait(false);
        }
        finally
        {
            context.Pacing.Batched?.Leave();
        }

        LookAtCompletions(done);
        if (outcome == ReplyOutcome.Served)
        {
            meters.Tokens(admitted.Request.Identity.Instance).Add(context.Used);
        }

        return outcome;
    }

    // The handler stopped because the client left.
    private static ReplyOutcome Left(AdmittedRequest admitted)
    {
        admitted.Charge?.Cancel();
        admitted.Http.Abort();
        return ReplyOutcome.Abandoned;
    }

    // A fault on a completion counts only if the completion becomes part of the reply.
    private static void LookAtCompletions(HandledRequest.Done done)
    {
        if (done.Outcome.Failure is null && done.Context.Charge?.Refusal is null)
        {
            done.Request.Faults?.Look(done.Context.Change);
        }
    }

    private async Task<ReplyOutcome> Send(HandlerOutcome outcome, OutgoingReply outgoing, ReplyFaults? faults)
    {
        var (prepared, failed) = await Prepare(outcome, outgoing).ConfigureAwait(false);
        responses.Note(outgoing.Http, outgoing.Runtime.Provider, prepared);
        if (prepared.Reply.IsStream)
        {
            return await SendStream(prepared, outgoing, faults).ConfigureAwait(false);
        }

        var generation = failed || prepared.Reply.Status >= 400 ? null : GenerationOf(outgoing);
        var due = IsPaced(prepared.Reply, outgoing) ? outgoing.Context.Pacing.End : TimeSpan.Zero;
        ReplyOutcome end;
        if (due > TimeSpan.Zero)
        {
            end = await SendWhenDue(prepared, outgoing, faults, due, generation).ConfigureAwait(false);
        }
        else
        {
            var now = time.GetTimestamp();
            end = await SendBody(prepared, outgoing, faults).ConfigureAwait(false);
            generation?.Finished(end, now);
        }

        return failed && end == ReplyOutcome.Served ? ReplyOutcome.Failed : end;
    }

    private async ValueTask<ReplyOutcome> SendWhenDue(
        PreparedReply prepared, OutgoingReply outgoing, ReplyFaults? faults, TimeSpan due, GenerationReport? generation)
    {
        var soFar = generation?.BeginPlain(due);
        var isCounted = false;
        try
        {
            if (!await _wait.UntilDue(outgoing, due).ConfigureAwait(false))
            {
                outgoing.Context.Charge?.Abandon();
                outgoing.Http.Abort();
                return ReplyOutcome.Abandoned;
            }

            var now = time.GetTimestamp();
            var end = await SendBody(prepared, outgoing, faults).ConfigureAwait(false);
            generation?.Finished(end, now, soFar!);
            isCounted = true;
            return end;
        }
        finally
        {
            if (!isCounted)
            {
                generation?.Abandoned(soFar!);
            }
        }
    }

    private async ValueTask<ReplyOutcome> SendBody(PreparedReply prepared, OutgoingReply outgoing, ReplyFaults? faults)
    {
        if (faults?.OnBody(prepared.Reply, time.GetElapsedTime(outgoing.Start)) is { } faulted)
        {
            return await SendBody(prepared, faulted, outgoing).ConfigureAwait(false);
        }

        await responses.Write(outgoing.Http, outgoing.Runtime.Provider, prepared).ConfigureAwait(false);
        return ReplyOutcome.Served;
    }

    private GenerationReport? GenerationOf(OutgoingReply outgoing) => GenerationReport.Of(outgoing.Context, meters.Vllm, time, outgoing.Arrival);

    private async ValueTask<(PreparedReply Prepared, bool Failed)> Prepare(HandlerOutcome outcome, OutgoingReply outgoing)
    {
        var (runtime, context) = (outgoing.Runtime, outgoing.Context);
        try
        {
            if (outcome.Failure is null)
            {
                return (outcome.Result as PreparedReply ?? PreparedReply.Of(outcome.Result, runtime.Provider.Instance, context), false);
            }

            if (outcome.Failure is ReplyRefusedException refused)
            {
                return (await Refuse(refused.Problem, outgoing).ConfigureAwait(false), false);
            }

            if (outcome.Failure is WorkEndedException ended)
            {
                return (await Refuse(ServerProblem.Of(ended), outgoing).ConfigureAwait(false), true);
            }

            log.LogError(outcome.Failure, "A handler of provider {Provider} threw", runtime.Provider.Name);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "What a handler of provider {Provider} returned cannot be written", runtime.Provider.Name);
        }

        return (await Broken(outgoing).ConfigureAwait(false), true);
    }

    private async Task<ReplyOutcome> SendBody(PreparedReply prepared, FaultedReply faulted, OutgoingReply outgoing)
    {
        responses.WriteHead(outgoing.Http, outgoing.Runtime.Provider, prepared);
        outgoing.Http.Response.ContentLength = faulted.Length;
        var end = await streams.SendBody(faulted, outgoing).ConfigureAwait(false);
        await Settle(end, outgoing.Http).ConfigureAwait(false);
        return end.Outcome;
    }

    private async Task<ReplyOutcome> SendStream(PreparedReply prepared, OutgoingReply outgoing, ReplyFaults? faults)
    {
        var (http, runtime, context) = (outgoing.Http, outgoing.Runtime, outgoing.Context);
        var generation = GenerationOf(outgoing);
        var tokens = generation?.Stream();
        outgoing = outgoing with { Tokens = tokens };
        generation?.Begin();
        meters.StreamOpened();
        var end = StreamResult.Abandoned;
        try
        {
            // A batch knows the times of the tokens best when the first is made.
            var isBatched = context.Pacing.Batched is { IsUsed: true };
            var isOpen = isBatched && await _wait.UntilOpening(outgoing).ConfigureAwait(false);
            var faulted = faults is null || isBatched != isOpen ? null : await faults.OnStream(prepared, context).ConfigureAwait(false);
            // Everything before the first token, also the status line, is sent together with it.
            if (isBatched ? isOpen : await _wait.UntilOpening(outgoing).ConfigureAwait(false))
            {
                ReplyHeaders.Write(http.Response, prepared.Reply, runtime.Provider, prepared.Id);
                end = await (faulted is null
                    ? streams.Send(prepared.Reply, outgoing)
                    : streams.Send(faulted, outgoing)).ConfigureAwait(false);
                if (end.EndedBy is { Action: StreamAction.End action } fault)
                {
                    var error = await StreamError.Of(runtime, fault.ErrorEvent, prepared).ConfigureAwait(false);
                    end = await streams.Send(action.Rest(error), outgoing).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            meters.StreamClosed(end.Outcome);
            generation?.End();
            generation?.Finished(end.Outcome, tokens!);
            if (end.Outcome != ReplyOutcome.Served)
            {
                context.Charge?.Abandon();
            }
        }

        if (end.Failure is not null)
        {
            log.LogError(end.Failure, "A stream of provider {Provider} failed", runtime.Provider.Name);
        }

        if (end.Failure is not null && !http.Response.HasStarted)
        {
            http.Response.Clear();
            await responses.Write(http, runtime.Provider, await Broken(outgoing).ConfigureAwait(false)).ConfigureAwait(false);
            return end.Outcome;
        }

        meters.Answered(runtime.Provider.Name, prepared.Reply.Status);
        await Settle(end, http).ConfigureAwait(false);
        return end.Outcome;
    }

    // A reply that was cut must not look complete. What was sent before a failure still reaches the client.
    private async ValueTask Settle(StreamResult end, HttpContext http)
    {
        if (end.IsSettled || end.Outcome == ReplyOutcome.Served)
        {
            return;
        }

        if (end.Outcome == ReplyOutcome.Failed)
        {
            await ConnectionCloser.Reset(http, drain).ConfigureAwait(false);
        }
        else
        {
            http.Abort();
        }
    }

    // A reply that does not fit its limits is refused at once.
    private static bool IsPaced(Reply reply, OutgoingReply outgoing) =>
        outgoing.Context.Charge?.Refusal is null && (reply.Status < 400 || outgoing.Context.Pacing.Latest is not null);

    private static ValueTask<PreparedReply> Broken(OutgoingReply outgoing) => Refuse(static wording => wording.Broken(), outgoing);

    private static ValueTask<PreparedReply> Refuse(Func<ErrorWording, Problem> problem, OutgoingReply outgoing)
    {
        outgoing.Context.Charge?.Cancel();
        return ErrorReplies.Of(outgoing.Runtime, problem, outgoing.Context.Ids, outgoing.Context.Charge?.Claim);
    }
}
