using MockLlm.Engine.Faults.Replies;
using MockLlm.Engine.Pacing;
using MockLlm.Web.Hosting;
using MockLlm.Web.Lifetime;

namespace MockLlm.Web.Writing;

/// <summary>Ends a response the way that a fault says, once all that goes out before has been flushed.</summary>
/// <param name="http">The request.</param>
/// <param name="edge">The clock and the drain.</param>
/// <param name="start">The clock's timestamp from which all times count.</param>
internal sealed class FaultTermination(HttpContext http, Edge edge, long start)
{
    public async ValueTask<StreamResult> Of(FaultedReply reply)
    {
        if (!await AlarmWait.Until(edge.Time, start, reply.EndDue, () => [http.RequestAborted, edge.Drain.Over]).ConfigureAwait(false))
        {
            return StreamResult.Abandoned;
        }

        switch (reply.End)
        {
            case Termination.Reset:
                await ConnectionCloser.Reset(http, edge).ConfigureAwait(false);
                break;
            case Termination.Close:
                await ConnectionCloser.Close(http, edge).ConfigureAwait(false);
                break;
            case Termination.Silence:
                await ConnectionCloser.Silence(http, edge).ConfigureAwait(false);
                http.Abort();
                break;
        }

        return reply.IsCut ? StreamResult.Faulted : StreamResult.Served;
    }
}
