using Akka.Actor;
using Akka.Event;

namespace MockLlm.Engine.Actors;

/// <summary>Decides for each request of one provider, in order. A pure function of ledger and request; throwing crashes the actor.</summary>
internal delegate Decision Decide(ProviderLedger ledger, Protocol.Handle request);

/// <summary>
/// Orders the requests of one provider: takes their slots, counts them, and runs the handlers that must not overlap. It never
/// waits. What it counts is in the ledger, which outlives it.
/// </summary>
internal sealed class ProviderActor : ReceiveActor
{
    private readonly ProviderLedger _ledger;

    public ProviderActor(string provider, ProviderLedger ledger, Decide decide)
    {
        _ledger = ledger;
        Receive<Protocol.Handle>(request => On(request, decide));
        Receive<Protocol.Finished>(finished => ledger.Release(finished.End));
        Receive<Protocol.WorkDone>(done => done.Answer.SetResult(done.Decision));
        Context.GetLogger().Debug("Provider {0} is ready", provider);
    }

    public static Props Props(string provider, ProviderLedger ledger, Decide? decide = null) =>
        Akka.Actor.Props.Create(() => new ProviderActor(provider, ledger, decide ?? Admission.Decide));

    protected override void PreRestart(Exception reason, object message)
    {
        _ledger.Restarted();
        if (message is Protocol.Handle request)
        {
            request.Answer.TrySetResult(Decision.Crashed.Instance);
        }

        base.PreRestart(reason, message);
    }

    private void On(Protocol.Handle request, Decide decide)
    {
        var decision = decide(_ledger, request);
        if (decision is Decision.Proceed proceed && request.Work is { } work)
        {
            Run(work, proceed.Ordinal, request.Answer);
        }
        else
        {
            request.Answer.SetResult(decision);
        }
    }

    private void Run(Func<int, ValueTask<object?>> work, int ordinal, TaskCompletionSource<Decision> answer)
    {
        var running = Start(work, ordinal);
        if (running.IsCompleted)
        {
            answer.SetResult(running.Result);
        }
        else
        {
            running.PipeTo(Self, success: decision => new Protocol.WorkDone(decision, answer));
        }
    }

    // A handler's exception fails its own request and nothing else.
    private static async Task<Decision> Start(Func<int, ValueTask<object?>> work, int ordinal)
    {
        try
        {
            return new Decision.Handled(await work(ordinal).ConfigureAwait(false), Failure: null);
        }
        catch (Exception failure)
        {
            return new Decision.Handled(Result: null, failure);
        }
    }
}
