using Akka.Actor;
using MockLlm.Engine;
using MockLlm.Engine.Actors;
using MockLlm.Engine.Plugins;

namespace MockLlm.Web.Exchanges;

/// <summary>
/// Gets a request past its provider's actor and runs its handler, for a limited time: on the request's own thread where the provider
/// is concurrent, else in the actor; a plug-in's on the plug-in's threads.
/// </summary>
/// <param name="seat">The provider.</param>
/// <param name="key">The request key.</param>
/// <param name="call">Calls the handler.</param>
/// <param name="mock">What the handler is given, for how often the same request came before.</param>
/// <param name="limit">How long the handler may take.</param>
/// <param name="time">The clock that it is measured with.</param>
internal sealed class HandlerRun(
    ProviderSeat seat, ulong key, Func<Mock, ValueTask<object?>> call, Func<int, Mock> mock, TimeSpan limit, TimeProvider time)
{
    private readonly TaskCompletionSource<Decision> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Mock? _mock;

    public async ValueTask<Outcome> Run()
    {
        if (seat.Threads is null && !seat.Provider.Concurrent)
        {
            return await RunInActor().ConfigureAwait(false);
        }

        seat.Actor.Tell(new Protocol.Handle(key, Work: null, _answer), ActorRefs.NoSender);
        if (await _answer.Task.ConfigureAwait(false) is not Decision.Proceed proceed)
        {
            return Crashed();
        }

        return seat.Threads is { } threads
            ? await RunOn(threads, proceed.Ordinal).ConfigureAwait(false)
            : await RunHere(proceed.Ordinal).ConfigureAwait(false);
    }

    private static Outcome.Refused Crashed() => new(wording => wording.Broken());

    private async ValueTask<Outcome> RunInActor()
    {
        var turn = new HandlerTurn(Call, seat.Actor);
        seat.Actor.Tell(new Protocol.Handle(key, turn.Run, _answer), ActorRefs.NoSender);
        if (!await TimeLimit.Of(_answer.Task, limit, time).ConfigureAwait(false))
        {
            turn.GiveUp();
            return Outcome.TooSlow(limit);
        }

        return await _answer.Task.ConfigureAwait(false) is Decision.Handled handled ? new Outcome.Done(handled, _mock!) : Crashed();
    }

    private async ValueTask<Outcome> RunHere(int ordinal)
    {
        try
        {
            var running = Call(ordinal);
            return running.IsCompleted ? Done(await running.ConfigureAwait(false)) : await Within(running.AsTask()).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            return Failed(failure);
        }
    }

    private async ValueTask<Outcome> RunOn(PluginThreads threads, int ordinal)
    {
        using var over = new CancellationTokenSource();
        var running = threads.Handle<object?>(
            async () =>
            {
                // What it awaits has to come back to the plug-in's threads.
                var result = await Call(ordinal);
                return MadeReply.Of(result, seat.Provider.Instance, _mock!);
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
            seat.Actor.Tell(Protocol.Finished.Of(ReplyEnd.Failed), ActorRefs.NoSender);
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

    private ValueTask<object?> Call(int ordinal)
    {
        _mock = mock(ordinal);
        return call(_mock);
    }

    private Outcome.Done Done(object? result) => new(new(result, Failure: null), _mock!);

    private Outcome.Done Failed(Exception failure) => new(new(Result: null, failure), _mock!);
}
