using Akka.Actor;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Plugins;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Replies;

namespace MockLlm.Web.Handling;

/// <summary>
/// Runs the handler of a request that was let through, for a limited time: on the request's own thread where the provider is
/// concurrent, else in its actor; a plug-in's on the plug-in's threads.
/// </summary>
/// <param name="seat">The provider.</param>
/// <param name="call">Calls the handler.</param>
/// <param name="mock">Makes what the handler is given.</param>
/// <param name="limit">How long the handler may take.</param>
/// <param name="time">The clock that it is measured with.</param>
internal sealed class HandlerRunner(
    ProviderRuntime seat, Func<Mock, ValueTask<object?>> call, Func<Mock> mock, TimeSpan limit, TimeProvider time)
{
    private Mock? _mock;
    private volatile bool _isGivenUp;

    public ValueTask<Outcome> Run() =>
        seat.Threads is { } threads ? RunOn(threads)
        : seat.Provider.Concurrent ? RunHere()
        : RunInActor();

    private async ValueTask<Outcome> RunHere()
    {
        try
        {
            var running = Call();
            return running.IsCompleted ? Done(await running.ConfigureAwait(false)) : await Within(running.AsTask()).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            return Failed(failure);
        }
    }

    // A handler that is given up before its turn is not begun; what one under way comes to is dropped.
    private async ValueTask<Outcome> RunInActor()
    {
        var answer = new TaskCompletionSource<Decision.Handled>(TaskCreationOptions.RunContinuationsAsynchronously);
        seat.Actor.Tell(new Protocol.Work(() => _isGivenUp ? default : Call(), answer), ActorRefs.NoSender);
        if (!await TimeLimit.Of(answer.Task, limit, time).ConfigureAwait(false))
        {
            _isGivenUp = true;
            return Outcome.TooSlow(limit);
        }

        return new Outcome.Done(await answer.Task.ConfigureAwait(false), _mock!);
    }

    private async ValueTask<Outcome> RunOn(PluginThreads threads)
    {
        using var over = new CancellationTokenSource();
        var running = threads.Handle<object?>(
            async () =>
            {
                // What it awaits has to come back to the plug-in's threads.
                var result = await Call();
                return PreparedReply.Of(result, seat.Provider.Instance, _mock!);
            },
            over.Token);
        var outcome = await Within(running).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return outcome;
    }

    private async ValueTask<Outcome> Within(Task<object?> running)
    {
        if (!await TimeLimit.Of(running, limit, time).ConfigureAwait(false))
        {
            return Outcome.TooSlow(limit);
        }

        try
        {
            return Done(await running.ConfigureAwait(false));
        }
        catch (Exception failure)
        {
            return Failed(failure);
        }
    }

    private ValueTask<object?> Call()
    {
        _mock = mock();
        return call(_mock);
    }

    private Outcome.Done Done(object? result) => new(new(result, Failure: null), _mock!);

    private Outcome.Done Failed(Exception failure) => new(new(Result: null, failure), _mock!);
}
