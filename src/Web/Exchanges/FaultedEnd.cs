using MockLlm.Engine.Faults.Replies;
using MockLlm.Engine.Pacing;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Exchanges;

/// <summary>Ends a response the way that a fault says, once all that goes out before has been flushed.</summary>
/// <param name="http">The request.</param>
/// <param name="edge">The clock and the drain.</param>
/// <param name="start">The clock's timestamp from which all times count.</param>
internal sealed class FaultedEnd(HttpContext http, Edge edge, long start)
{
    public async ValueTask<StreamEnd> Of(FaultedReply reply)
    {
        if (!await AlarmWait.Until(edge.Time, start, reply.EndDue, () => [http.RequestAborted, edge.Drain.Over]).ConfigureAwait(false))
        {
            return StreamEnd.Abandoned;
        }

        switch (reply.End)
        {
            case ReplyEnding.Reset:
                await ConnectionEnd.Reset(http, edge).ConfigureAwait(false);
                break;
            case ReplyEnding.Close:
                await ConnectionEnd.Close(http, edge).ConfigureAwait(false);
                break;
            case ReplyEnding.Silence:
                await ConnectionEnd.Silence(http, edge).ConfigureAwait(false);
                http.Abort();
                break;
        }

        return reply.IsCut ? StreamEnd.Faulted : StreamEnd.Served;
    }
}
