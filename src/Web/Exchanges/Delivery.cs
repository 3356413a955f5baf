using Akka.Streams.Dsl;
using MockLlm.Engine;
using MockLlm.Engine.Actors;
using MockLlm.Engine.Discovery;
using MockLlm.Engine.Pacing;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Exchanges;

/// <summary>Writes what a handler came to: at its time, whole or as a stream. The only code that writes a provider's response.</summary>
internal sealed class Delivery(HttpContext http, ProviderSeat seat, Edge edge, long arrival)
{
    private LlmProvider Provider => seat.Provider.Instance;

    /// <summary>Sends the reply to its end.</summary>
    /// <returns>How it ended.</returns>
    public async Task<ReplyEnd> Send(Decision.Handled handled, Mock mock)
    {
        var id = Provider.NewRequestId(mock.Ids);
        var (reply, failed) = ToReply(handled, id);
        if (reply.Frames is not null)
        {
            return await Stream(reply, id).ConfigureAwait(false);
        }

        if (!await Wait(mock.Duration).ConfigureAwait(false))
        {
            http.Abort();
            return ReplyEnd.Abandoned;
        }

        await Write(http, seat.Provider, reply, id, edge).ConfigureAwait(false);
        return failed ? ReplyEnd.Failed : ReplyEnd.Served;
    }

    /// <summary>Writes a whole reply.</summary>
    public static async Task Write(HttpContext http, ProviderRegistration provider, Reply reply, string requestId, Edge edge)
    {
        ReplyHeaders.Write(http.Response, reply, provider.Instance, requestId);
        edge.Meters.Answered(provider.Name, reply.Status);
        await http.Response.BodyWriter.WriteAsync(reply.Body).ConfigureAwait(false);
    }

    private (Reply Reply, bool Failed) ToReply(Decision.Handled handled, string id)
    {
        try
        {
            if (handled.Failure is null)
            {
                return (HandlerResult.ToReply(handled.Result, Provider, id), false);
            }

            edge.Log.LogError(handled.Failure, "A handler of provider {Provider} threw", seat.Provider.Name);
        }
        catch (Exception failure)
        {
            edge.Log.LogError(failure, "What a handler of provider {Provider} returned cannot be written", seat.Provider.Name);
        }

        return (Provider.Error(Provider.Wording.Broken() with { RequestId = id }), true);
    }

    private async Task<ReplyEnd> Stream(Reply reply, string id)
    {
        ReplyHeaders.Write(http.Response, reply, Provider, id);
        edge.Meters.StreamOpened();
        var end = StreamEnd.Abandoned;
        try
        {
            var sink = new ResponseSink(http.Response.BodyWriter, [http.RequestAborted, edge.Drain.Over], Sent);
            end = await reply.Frames!.RunWith(Sink.FromGraph(sink), edge.Materializer).ConfigureAwait(false);
        }
        finally
        {
            edge.Meters.StreamClosed(end.End);
        }

        if (end.Failure is not null)
        {
            edge.Log.LogError(end.Failure, "A stream of provider {Provider} failed", seat.Provider.Name);
        }

        if (end.Failure is not null && !http.Response.HasStarted)
        {
            http.Response.Clear();
            await Write(http, seat.Provider, Provider.Error(Provider.Wording.Broken() with { RequestId = id }), id, edge).ConfigureAwait(false);
            return end.End;
        }

        edge.Meters.Answered(seat.Provider.Name, reply.Status);
        if (end.End != ReplyEnd.Served)
        {
            // A stream that did not come to its end must not look as if it had.
            http.Abort();
        }

        return end.End;
    }

    private void Sent(Frame frame)
    {
        if (frame.Due > TimeSpan.Zero)
        {
            edge.Meters.Lateness.Record((edge.Time.GetElapsedTime(arrival) - frame.Due).TotalSeconds);
        }
    }

    // True: the time has come. False: the client left or the drain is over.
    private async ValueTask<bool> Wait(TimeSpan duration)
    {
        if (Left() <= TimeSpan.Zero)
        {
            return true;
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, edge.Drain.Over);
        for (var left = Left(); left > TimeSpan.Zero && !ends.IsCancellationRequested; left = Left())
        {
            await Task.Delay(TimerWait.For(left), edge.Time, ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !ends.IsCancellationRequested;

        TimeSpan Left() => duration - edge.Time.GetElapsedTime(arrival);
    }
}
