using System.Diagnostics;
using Akka.Actor;
using Microsoft.Extensions.Logging;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Requests;

namespace MockLlm.Engine.Admission;

/// <summary>Asks a provider's actor to admit a request, and waits in the queue if the request must wait for a slot.</summary>
/// <param name="handlerTime">The clock that limits how long the actor may be busy with other handlers.</param>
/// <param name="log">Receives the exceptions of requests that nobody waits for any longer.</param>
/// <param name="drain">Cancelled when the time for open replies is over. All requests then leave the queue.</param>
internal sealed class AdmissionClient(TimeProvider handlerTime, ILogger<AdmissionClient> log, CancellationToken drain)
{
    /// <summary>Asks the provider's actor, and waits for the request's turn if all slots are taken.</summary>
    /// <param name="runtime">The provider.</param>
    /// <param name="request">The request. If its client leaves while it waits, it loses its place in the queue.</param>
    public async ValueTask<AdmissionResult> Admit(ProviderRuntime runtime, IdentifiedRequest request)
    {
        if (request.Refusal is { } refusal)
        {
            return new AdmissionResult.Refused(refusal);
        }

        var answer = new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously);
        runtime.Actor.Tell(new Protocol.Handle(request.Key, request.Slot, answer) { ScopeSalt = request.Snapshot.Scope.Salt, Faults = request.Faults, Limit = request.Limit }, ActorRefs.NoSender);
        var limit = request.Snapshot.Server.HandlerTimeout;
        var runsHandlers = runtime.Threads is null && !runtime.Provider.Concurrent;
        if (runsHandlers && !await TimeLimit.Of(answer.Task, limit, handlerTime).ConfigureAwait(false))
        {
            _ = GiveUp(runtime, request, answer.Task, log);
            return new AdmissionResult.TimedOut(limit);
        }

        var decision = await answer.Task.ConfigureAwait(false);
        return decision is Decision.Faulted faulted
            ? faulted.Hit.Instead is { } fault
                ? new AdmissionResult.Replaced(fault, faulted.Ordinal, faulted.Hit)
                : await Settle(runtime, request, faulted.Then!, faulted.Hit).ConfigureAwait(false)
            : await Settle(runtime, request, decision, fired: null).ConfigureAwait(false);
    }

    /// <summary>Tells the actor that an admitted request is over, so that its slot is free. Other requests hold no slot.</summary>
    public void Finish(ProviderRuntime runtime, IdentifiedRequest request, AdmissionResult result, ReplyOutcome outcome)
    {
        if (result is AdmissionResult.Admitted)
        {
            runtime.Actor.Tell(Protocol.Finished.Of(outcome, request.Slot), ActorRefs.NoSender);
        }
    }

    private async ValueTask<AdmissionResult> Settle(ProviderRuntime runtime, IdentifiedRequest request, Decision decision, FiredFaults? fired)
    {
        var settled = decision is Decision.Queued queued ? await Wait(runtime, request, queued.Waiter).ConfigureAwait(false) : decision;
        if (settled is Decision.Gone && request.Limit is { } limit)
        {
            runtime.Shared.Limits.GiveBack(limit, LimitCost.OneRequest);
        }

        return settled switch
        {
            Decision.Proceed proceed => AdmissionResult.Admitted.Of(proceed, fired),
            Decision.Limited limited => new AdmissionResult.Limited(limited.Refusal, fired),
            Decision.Overloaded => new AdmissionResult.Overloaded(fired),
            Decision.Gone => new AdmissionResult.Left(fired),
            Decision.Crashed => new AdmissionResult.Crashed(fired),
            _ => throw new UnreachableException($"{settled.GetType()} is not expected here."),
        };
    }

    private async Task<Decision> Wait(ProviderRuntime runtime, IdentifiedRequest request, SlotWaiter waiter)
    {
        Action leave = () => runtime.Actor.Tell(new Protocol.Leave(waiter), ActorRefs.NoSender);
        var left = request.Work.ClientLeft;
        using var onLeft = left.UnsafeRegister(static leave => ((Action)leave!)(), leave);
        using var onDrain = drain.UnsafeRegister(static leave => ((Action)leave!)(), leave);
        return await waiter.Turn.ConfigureAwait(false);
    }

    // The actor decides about the request later all the same. The slot that it may take then must be freed, and the limits get back
    // what they were charged.
    private static async Task GiveUp(ProviderRuntime runtime, IdentifiedRequest request, Task<Decision> answer, ILogger log)
    {
        try
        {
            await Undo(runtime, request, await answer.ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception broken)
        {
            log.LogError(broken, "A request that was late could not be undone: its slot may stay taken");
        }
    }

    private static async Task Undo(ProviderRuntime runtime, IdentifiedRequest request, Decision? decision)
    {
        decision = decision is Decision.Faulted faulted ? faulted.Then : decision;
        if (decision is Decision.Queued { Waiter: var waiter })
        {
            runtime.Actor.Tell(new Protocol.Leave(waiter), ActorRefs.NoSender);
            decision = await waiter.Turn.ConfigureAwait(false);
        }

        if (decision is Decision.Proceed)
        {
            runtime.Actor.Tell(Protocol.Finished.Of(ReplyOutcome.Failed, request.Slot), ActorRefs.NoSender);
        }

        if (decision is Decision.Proceed or Decision.Gone && request.Limit is { } limit)
        {
            runtime.Shared.Limits.GiveBack(limit, LimitCost.OneRequest);
        }
    }
}
