using Akka.Actor;
using Akka.Event;

namespace MockLlm.Engine.Admission;

/// <summary>Decides for each request of one provider, in order. A pure function of ledger and request; throwing crashes the actor.</summary>
internal delegate Decision Decide(ProviderState ledger, Protocol.Handle request);

/// <summary>
/// Orders the requests of one provider: gives them their slots, counts them, and runs the handlers that must not overlap. It never
/// waits. What it counts is in the ledger, which outlives it.
/// </summary>
internal sealed class ProviderActor : ReceiveActor
{
    private readonly ProviderState _ledger;

    public ProviderActor(string provider, ProviderState ledger, Decide decide)
    {
        _ledger = ledger;
        Receive<Protocol.Handle>(request => request.Answer.SetResult(decide(ledger, request)));
        Receive<Protocol.Finished>(finished => ledger.Release(finished.End, finished.Claim));
        Receive<Protocol.Work>(Run);
        Receive<Protocol.WorkDone>(done => done.Answer.SetResult(done.Handled));
        Receive<Protocol.Leave>(leave => ledger.Leave(leave.Waiter));
        Receive<Protocol.Edited>(edited => ledger.Resize(edited.Claims));
        Receive<Protocol.Reset>(reset =>
        {
            ledger.Reset();
            reset.Done.SetResult();
        });
        Context.GetLogger().Debug("Provider {0} is ready", provider);
    }

    public static Props Props(string provider, ProviderState ledger, Decide? decide = null) =>
        Akka.Actor.Props.Create(() => new ProviderActor(provider, ledger, decide ?? Admission.Decide));

    protected override void PreRestart(Exception reason, object message)
    {
        _ledger.Restarted();
        if (message is Protocol.Handle request)
        {
            _ledger.TakeBack(request);
            request.Answer.TrySetResult(Decision.Crashed.Instance);
        }

        base.PreRestart(reason, message);
    }

    private void Run(Protocol.Work work)
    {
        var running = Start(work.Run);
        if (running.IsCompleted)
        {
            work.Answer.SetResult(running.Result);
        }
        else
        {
            running.PipeTo(Self, success: handled => new Protocol.WorkDone(handled, work.Answer));
        }
    }

    // A handler's exception fails its own request and nothing else.
    private static async Task<Decision.Handled> Start(Func<ValueTask<object?>> run)
    {
        try
        {
            return new(await run().ConfigureAwait(false), Failure: null);
        }
        catch (Exception failure)
        {
            return new(Result: null, failure);
        }
    }
}
