using System.Diagnostics;
using Akka.Actor;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Requests;

namespace MockLlm.Engine.Admission;

/// <summary>Gets a request past its provider's actor, and through the queue if it must wait for a slot.</summary>
/// <param name="handlerTime">The clock that limits how long the actor may be busy with other handlers.</param>
/// <param name="drain">Cancelled when the time for open replies is over: nobody waits any longer.</param>
internal sealed class AdmissionClient(TimeProvider handlerTime, CancellationToken drain)
{
    /// <param name="runtime">The provider.</param>
    /// <param name="request">The request.</param>
    /// <param name="left">Cancelled when the client leaves. Its place in the queue is free then.</param>
    public async ValueTask<AdmissionResult> Admit(ProviderRuntime runtime, IdentifiedRequest request, CancellationToken left)
    {
        if (request.Refusal is { } refusal)
        {
            return new AdmissionResult.Refused(refusal);
        }

        var answer = new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously);
        runtime.Actor.Tell(new Protocol.Handle(request.Key, request.Slot, answer) { Faults = request.Faults, Limit = request.Limit }, ActorRefs.NoSender);
        var limit = request.Snapshot.Server.HandlerTimeout;
        var runsHandlers = runtime.Threads is null && !runtime.Provider.Concurrent;
        if (runsHandlers && !await TimeLimit.Of(answer.Task, limit, handlerTime).ConfigureAwait(false))
        {
            _ = GiveUp(runtime, request.Slot, answer.Task);
            return new AdmissionResult.TimedOut(limit);
        }

        var decision = await answer.Task.ConfigureAwait(false);
        return decision is Decision.Faulted faulted
            ? faulted.Hit.Instead is { } fault
                ? new AdmissionResult.Replaced(fault, faulted.Ordinal, faulted.Hit)
                : await Settle(runtime, request, faulted.Then!, faulted.Hit, left).ConfigureAwait(false)
            : await Settle(runtime, request, decision, fired: null, left).ConfigureAwait(false);
    }

    /// <summary>Tells the actor that a reply that was let through is over, and its slot free.</summary>
    public void Finish(ProviderRuntime runtime, ReplyOutcome outcome, SlotClaim? claim) =>
        runtime.Actor.Tell(Protocol.Finished.Of(outcome, claim), ActorRefs.NoSender);

    private async ValueTask<AdmissionResult> Settle(
        ProviderRuntime runtime, IdentifiedRequest request, Decision decision, FiredFaults? fired, CancellationToken left)
    {
        var settled = decision is Decision.Queued queued ? await Wait(runtime, queued.Waiter, left).ConfigureAwait(false) : decision;
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

    private async Task<Decision> Wait(ProviderRuntime runtime, SlotWaiter waiter, CancellationToken left)
    {
        Action leave = () => runtime.Actor.Tell(new Protocol.Leave(waiter), ActorRefs.NoSender);
        using var onLeft = left.UnsafeRegister(static leave => ((Action)leave!)(), leave);
        using var onDrain = drain.UnsafeRegister(static leave => ((Action)leave!)(), leave);
        return await waiter.Turn.ConfigureAwait(false);
    }

    // The actor still decides when it comes to it, and the slot that it may give then has to be free again.
    private static async Task GiveUp(ProviderRuntime runtime, SlotClaim? claim, Task<Decision> answer)
    {
        var decision = await answer.ConfigureAwait(false);
        decision = decision is Decision.Faulted faulted ? faulted.Then : decision;
        if (decision is Decision.Queued { Waiter: var waiter })
        {
            runtime.Actor.Tell(new Protocol.Leave(waiter), ActorRefs.NoSender);
            decision = await waiter.Turn.ConfigureAwait(false);
        }

        if (decision is Decision.Proceed)
        {
            runtime.Actor.Tell(Protocol.Finished.Of(ReplyOutcome.Failed, claim), ActorRefs.NoSender);
        }
    }
}
