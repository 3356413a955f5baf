using Akka.Actor;
using Akka.Event;
using MockLlm.Engine.Handlers;

namespace MockLlm.Engine.Admission;

/// <summary>
/// Orders the requests of one provider. It admits them, counts them, and runs the handlers that must not overlap. It never waits. Its
/// counters are in a <see cref="ProviderState"/>, which survives a restart of the actor and which no other code changes.
/// </summary>
internal class ProviderActor : ReceiveActor
{
    public ProviderActor(string provider, ProviderState state)
    {
        State = state;
        Receive<Protocol.Handle>(request => request.Answer.SetResult(Decide(request)));
        Receive<Protocol.Finished>(finished => state.Release(finished.End, finished.Claim));
        Receive<Protocol.Work>(Run);
        Receive<Protocol.WorkDone>(done => done.Answer.SetResult(done.Handled));
        Receive<Protocol.Leave>(leave => state.Leave(leave.Waiter));
        Receive<Protocol.Edited>(edited => state.Resize(edited.Claims));
        Receive<Protocol.Reset>(reset =>
        {
            state.Reset();
            reset.Done.SetResult();
        });
        Context.GetLogger().Debug("Provider {0} is ready", provider);
    }

    protected ProviderState State { get; }

    public static Props Props(string provider, ProviderState state) => Akka.Actor.Props.Create(() => new ProviderActor(provider, state));

    /// <summary>Decides about a request. An exception crashes the actor.</summary>
    protected virtual Decision Decide(Protocol.Handle request) => State.Admit(request);

    protected override void PreRestart(Exception reason, object message)
    {
        State.Restarted();
        if (message is Protocol.Handle request)
        {
            State.TakeBack(request);
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
    private static async Task<HandlerOutcome> Start(Func<ValueTask<object?>> run)
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
