using MockLlm.Engine;
using MockLlm.Engine.Actors;

namespace MockLlm.Web.Exchanges;

// Sends a stream to its end.
internal sealed partial class Delivery
{
    private async Task<ReplyEnd> Stream(MadeReply made, Mock mock)
    {
        var reply = made.Reply;
        edge.Meters.StreamOpened();
        var end = StreamEnd.Abandoned;
        try
        {
            var faulted = faults is null ? null : await faults.OnStream(made, mock).ConfigureAwait(false);

            // What is sent before the first token, the status line too, leaves with it.
            if (await Wait(mock.Timing.Opening).ConfigureAwait(false))
            {
                ReplyHeaders.Write(http.Response, reply, seat.Provider, made.Id);
                var run = new StreamRun(http, seat, edge, new(edge, arrival, mock.Charge));
                end = await (faulted is null ? run.Run(reply.Frames!, mock) : run.Run(faulted, mock, arrival)).ConfigureAwait(false);
                if (end.Struck is { } fault)
                {
                    end = await run.Run(fault.OnRest(await StreamError.Of(seat, fault, made).ConfigureAwait(false))!, mock, arrival).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            edge.Meters.StreamClosed(end.End);
            if (end.End != ReplyEnd.Served)
            {
                mock.Charge?.Abandon();
            }
        }

        if (end.Failure is not null)
        {
            edge.Log.LogError(end.Failure, "A stream of provider {Provider} failed", seat.Provider.Name);
        }

        if (end.Failure is not null && !http.Response.HasStarted)
        {
            http.Response.Clear();
            await Write(http, seat.Provider, await Broken(mock).ConfigureAwait(false), edge).ConfigureAwait(false);
            return end.End;
        }

        edge.Meters.Answered(seat.Provider.Name, reply.Status);
        await Settle(end).ConfigureAwait(false);
        return end.End;
    }

    // What did not come to its end must not look as if it had; what went out before a failure arrives.
    private async ValueTask Settle(StreamEnd end)
    {
        if (end.IsSettled || end.End == ReplyEnd.Served)
        {
            return;
        }

        if (end.End == ReplyEnd.Failed)
        {
            await ConnectionEnd.Reset(http, edge).ConfigureAwait(false);
        }
        else
        {
            http.Abort();
        }
    }
}
