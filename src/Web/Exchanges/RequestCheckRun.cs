using MockLlm.Engine;
using MockLlm.Engine.Actors;
using MockLlm.Engine.Bodies;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Discovery;
using MockLlm.Engine.Plugins;

namespace MockLlm.Web.Exchanges;

/// <summary>Lets a provider look at a request before its actor hears of it; a plug-in does so on its own threads, for a limited time.</summary>
internal sealed class RequestCheckRun(ProviderSeat seat, BoundEndpoint endpoint, RequestHead head, Snapshot snapshot, TimeProvider time)
{
    /// <returns>What was found, or why the request is refused.</returns>
    public ValueTask<(CheckedRequest Found, Problem? Problem)> Run(ReadOnlyMemory<byte> bytes, ParsedBody? parsed, FormReading form) =>
        seat.Threads is { } threads ? RunOn(threads, bytes, form) : new(Check(bytes, parsed, form));

    private async ValueTask<(CheckedRequest Found, Problem? Problem)> RunOn(PluginThreads threads, ReadOnlyMemory<byte> bytes, FormReading form)
    {
        // A check that is given up goes on, and what it reads must stay.
        var own = bytes.ToArray();
        var limit = snapshot.Server.HandlerTimeout;
        using var over = new CancellationTokenSource();
        var checking = threads.Look(() => Check(own, null, form), over.Token);
        if (await TimeLimit.Of(checking, limit, time).ConfigureAwait(false))
        {
            return await checking.ConfigureAwait(false);
        }

        await over.CancelAsync().ConfigureAwait(false);
        return (default, Outcome.TooSlow(limit).Problem(ErrorWording.Plain));
    }

    private (CheckedRequest Found, Problem? Problem) Check(ReadOnlyMemory<byte> bytes, ParsedBody? parsed, FormReading form)
    {
        var problem = RequestCheck.Read(head, bytes, parsed, seat.Provider, endpoint, snapshot, out var found, form);
        return (found, problem);
    }
}
