using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Json;
using MockLlm.Engine.Plugins;
using MockLlm.Engine.Requests;
using MockLlm.Web.Handling;
using MockLlm.Web.Lifetime;

namespace MockLlm.Web.Reading;

/// <summary>Lets a provider look at a request before its actor hears of it; a plug-in does so on its own threads, for a limited time.</summary>
internal sealed class RequestCheckRun(ProviderRuntime seat, BoundEndpoint endpoint, RequestHead head, Snapshot snapshot, TimeProvider time, bool isFaulted)
{
    /// <returns>What was found, or why the request is refused.</returns>
    public ValueTask<(CheckedRequest Found, Problem? Problem)> Run(ReadOnlyMemory<byte> bytes, ParsedBody? parsed, FormReading form) =>
        seat.Threads is { } threads ? RunOn(threads, bytes, form) : new(Check(bytes, parsed, form));

    /// <summary>Lets the provider look at a request that was read with what its model takes.</summary>
    /// <returns>Why it is refused, or null.</returns>
    public ValueTask<Problem?> Measure(object body, Mock mock) => seat.Threads is { } threads
        ? On(threads, () => seat.Provider.Instance.Validate(body, mock), static late => late)
        : new(seat.Provider.Instance.Validate(body, mock));

    // A check that is given up goes on, and what it reads must stay.
    private ValueTask<(CheckedRequest Found, Problem? Problem)> RunOn(PluginThreads threads, ReadOnlyMemory<byte> bytes, FormReading form)
    {
        var own = bytes.ToArray();
        return On<(CheckedRequest Found, Problem? Problem)>(threads, () => Check(own, null, form), static late => (default, late));
    }

    private async ValueTask<T> On<T>(PluginThreads threads, Func<T> look, Func<Problem, T> late)
    {
        var limit = snapshot.Server.HandlerTimeout;
        using var over = new CancellationTokenSource();
        var looking = threads.Look(look, over.Token);
        if (await TimeLimit.Of(looking, limit, time).ConfigureAwait(false))
        {
            return await looking.ConfigureAwait(false);
        }

        await over.CancelAsync().ConfigureAwait(false);
        return late(Outcome.TooSlow(limit).Problem(ErrorWording.Plain));
    }

    private (CheckedRequest Found, Problem? Problem) Check(ReadOnlyMemory<byte> bytes, ParsedBody? parsed, FormReading form)
    {
        var problem = RequestCheck.Read(head, bytes, parsed, seat.Provider, endpoint, snapshot, out var found, form, isFaulted);
        return (found, problem);
    }
}
