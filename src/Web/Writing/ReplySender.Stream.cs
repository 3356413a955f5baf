using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Replies;

namespace MockLlm.Web.Writing;

// Sends a stream to its end.
internal sealed partial class ReplySender
{
    private async Task<ReplyOutcome> Stream(PreparedReply made, Mock mock)
    {
        var reply = made.Reply;
        edge.Meters.StreamOpened();
        var end = StreamResult.Abandoned;
        try
        {
            var faulted = faults is null ? null : await faults.OnStream(made, mock).ConfigureAwait(false);

            // What is sent before the first token, the status line too, leaves with it.
            if (await Wait(mock.Timing.Opening).ConfigureAwait(false))
            {
                ReplyHeaders.Write(http.Response, reply, seat.Provider, made.Id);
                var run = new StreamSender(http, seat, edge, new(edge, arrival, mock.Charge));
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
            if (end.End != ReplyOutcome.Served)
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
    private async ValueTask Settle(StreamResult end)
    {
        if (end.IsSettled || end.End == ReplyOutcome.Served)
        {
            return;
        }

        if (end.End == ReplyOutcome.Failed)
        {
            await ConnectionCloser.Reset(http, edge).ConfigureAwait(false);
        }
        else
        {
            http.Abort();
        }
    }
}
