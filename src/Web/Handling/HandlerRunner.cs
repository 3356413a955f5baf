using Akka.Actor;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Kinds.OnCompletion;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Plugins;
using MockLlm.Engine.Replies;
using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Work;
using MockLlm.Web.Replies;

namespace MockLlm.Web.Handling;

/// <summary>
/// The fourth step of a request: runs the handler for a limited time. The handler of a concurrent provider runs on the request's own
/// thread, and that of any other provider in its actor. A plug-in's handler runs on the plug-in's threads.
/// </summary>
/// <param name="tokenizers">Count tokens.</param>
/// <param name="time">The clock of replies.</param>
/// <param name="handlerTime">The clock that limits how long a handler may take.</param>
internal sealed class HandlerRunner(Tokenizers tokenizers, TimeProvider time, TimeProvider handlerTime)
{
    /// <summary>Runs the handler of an admitted request.</summary>
    public ValueTask<HandledRequest> Run(AdmittedRequest request) =>
        request.Runtime.Threads is { } threads ? RunOn(threads, request)
        : request.Runtime.Provider.Concurrent ? RunHere(request)
        : RunInActor(request);

    private ValueTask<HandledRequest> RunHere(AdmittedRequest request)
    {
        request.Request.Work.Begin(LimitFor(request), mustWait: true);
        var entering = request.Request.Work.EnterIfLarge();
        return entering.IsCompletedSuccessfully ? RunNow(request) : RunAfter(entering, request);
    }

    private async ValueTask<HandledRequest> RunAfter(ValueTask entering, AdmittedRequest request)
    {
        try
        {
            await entering.ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is WorkEndedException or OperationCanceledException)
        {
            return Failed(failure, request, ContextFor(request));
        }

        return await RunNow(request).ConfigureAwait(false);
    }

    private ValueTask<HandledRequest> RunNow(AdmittedRequest request)
    {
        var context = ContextFor(request);
        try
        {
            var running = Call(request, context);
            if (!running.IsCompleted)
            {
                request.Request.Work.Pause();
                return Within(running, request, context);
            }

            var done = Done(Prepared(running.GetAwaiter().GetResult(), request, context), request, context);
            request.Request.Work.End();
            return new(done);
        }
        catch (Exception failure)
        {
            request.Request.Work.End();
            return new(Failed(failure, request, context));
        }
    }

    // A heavy reply is written while the request still has its turn.
    private static object? Prepared(object? result, AdmittedRequest request, HandlerContext context) =>
        request.Request.Work.IsHeavy ? PreparedReply.Of(result, request.Runtime.Provider.Instance, context) : result;

    // A handler whose time is over before its turn is not called. The result of one that is running is dropped.
    private async ValueTask<HandledRequest> RunInActor(AdmittedRequest request)
    {
        HandlerContext? context = null;
        var isGivenUp = false;
        var answer = new TaskCompletionSource<HandlerOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        request.Runtime.Actor.Tell(
            new Protocol.Work(() => Volatile.Read(ref isGivenUp) ? default : CallInActor(request, context = ContextFor(request)), answer), ActorRefs.NoSender);
        var limit = LimitFor(request);
        if (!await TimeLimit.Of(answer.Task, request.Request.Work.Left(limit), handlerTime).ConfigureAwait(false))
        {
            Volatile.Write(ref isGivenUp, true);
            return TimedOut(request, limit);
        }

        request.Request.Work.End();
        var outcome = await answer.Task.ConfigureAwait(false);
        return outcome.Failure is { } failure ? Failed(failure, request, context!) : new HandledRequest.Done(request, outcome, context!);
    }

    private ValueTask<object?> CallInActor(AdmittedRequest request, HandlerContext context)
    {
        request.Request.Work.Begin(LimitFor(request), mustWait: true);
        try
        {
            return Call(request, context);
        }
        finally
        {
            request.Request.Work.Pause();
        }
    }

    private async ValueTask<HandledRequest> RunOn(PluginThreads threads, AdmittedRequest request)
    {
        HandlerContext? context = null;
        using var over = new CancellationTokenSource();
        var running = threads.Handle<object?>(
            async () =>
            {
                // No ConfigureAwait(false) below: the rest has to run on the plug-in's threads, too.
                context = ContextFor(request);
                request.Request.Work.Begin(LimitFor(request), mustWait: false);
                var result = await Call(request, context);
                var reply = PreparedReply.Of(result, request.Runtime.Provider.Instance, context);
                request.Request.Work.End();
                return reply;
            },
            over.Token);
        var limit = LimitFor(request);
        var isInTime = await TimeLimit.Of(running, request.Request.Work.Left(limit), handlerTime).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return isInTime ? await Ended(running, request, context).ConfigureAwait(false) : TimedOut(request, limit);
    }

    private async ValueTask<HandledRequest> Within(ValueTask<object?> running, AdmittedRequest request, HandlerContext context)
    {
        var limit = LimitFor(request);
        var task = running.AsTask();
        try
        {
            return await TimeLimit.Of(task, request.Request.Work.Left(limit), handlerTime).ConfigureAwait(false)
                ? await Ended(task, request, context).ConfigureAwait(false)
                : TimedOut(request, limit);
        }
        finally
        {
            request.Request.Work.End();
        }
    }

    // Without a context the handler was not reached. Its exception then goes to the caller.
    private static async ValueTask<HandledRequest> Ended(Task<object?> running, AdmittedRequest request, HandlerContext? context)
    {
        try
        {
            return Done(await running.ConfigureAwait(false), request, context!);
        }
        catch (Exception failure) when (context is not null)
        {
            return Failed(failure, request, context);
        }
    }

    // The provider validates the request against its model here, unless it has done so before admission.
    private static ValueTask<object?> Call(AdmittedRequest admitted, HandlerContext context)
    {
        var (provider, request) = (admitted.Runtime.Provider.Instance, admitted.Request);
        return request is { IsValidatedForModel: false, Body: { } body } && provider.Validate(body, context) is { } problem
            ? new(problem)
            : admitted.Target.Endpoint.Invoke(provider, request.Body, context);
    }

    private HandlerContext ContextFor(AdmittedRequest admitted)
    {
        var (request, runtime) = (admitted.Request, admitted.Runtime);
        var random = request.Seed.Of(request.Key, admitted.Admission.Proceed.Ordinal);
        var pace = new ReplyPace(request.Snapshot.Lag, random)
        {
            Layers = request.Latency?.Settings,
            Inference = request.Latency is null ? null : runtime.Shared.Inference,
            Batched = request.Latency?.Batch is { } batch ? new(runtime.Shared.Inference.Batches.Of(batch), batch, time, admitted.Start) : null,
            Header = request.OwnLatency,
            Start = admitted.Admission.Proceed.GrantedAt is { } granted ? time.GetElapsedTime(admitted.Arrival, granted) : TimeSpan.Zero,
            Running = admitted.Admission.Proceed.Running,
        };
        return new(request, random, tokenizers, time, admitted.Start, pace)
        {
            ListedModels = request.Snapshot.Models.Of(runtime.Provider.Name),
            SettingsRecord = request.Snapshot.SettingsOf(runtime.Provider.Name) ?? runtime.Provider.DefaultSettings,
            Sequences = runtime.Shared.Sequences,
            Charge = admitted.Charge,
            Change = admitted.Admission.Fired?.OnCompletion?.Kind is CompletionFault fault ? new(fault, runtime.Provider.Instance) : null,
            DryRun = admitted.IsInspected ? new() : null,
        };
    }

    private static TimeSpan LimitFor(AdmittedRequest request) => request.Request.Snapshot.Server.HandlerTimeout;

    private static HandledRequest.Done Done(object? result, AdmittedRequest request, HandlerContext context) =>
        new(request, new(result, Failure: null), context);

    private static HandledRequest Failed(Exception failure, AdmittedRequest request, HandlerContext context) =>
        failure is WorkEndedException { End: WorkEnd.TimeOver, Limit: var limit }
            ? TimedOut(request, limit)
            : new HandledRequest.Done(request, new(Result: null, failure), context);

    private static HandledRequest.TimedOut TimedOut(AdmittedRequest request, TimeSpan limit)
    {
        request.Request.Work.GiveUp();
        return new(request, limit);
    }
}
