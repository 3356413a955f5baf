using Akka.Streams;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Faults.Kinds.OnReply;
using MockLlm.Engine.Replies;
using MockLlm.Web.FaultReporting;
using MockLlm.Web.Replies;

namespace MockLlm.Web.Writing;

/// <summary>Applies the faults that fired to a handler's reply. It reports which of them apply before the status line is sent.</summary>
/// <param name="runtime">The provider.</param>
/// <param name="materializer">Runs streams.</param>
/// <param name="report">The faults that fired.</param>
internal sealed class ReplyFaults(ProviderRuntime runtime, IMaterializer materializer, FaultReport report)
{
    private ReplyFault? Kind => report.OnReply.Select(fault => fault.Kind).OfType<ReplyFault>().FirstOrDefault();

    /// <summary>Applies the faults to a stream.</summary>
    /// <param name="prepared">A reply that is a stream.</param>
    /// <param name="context">The context of the handler call.</param>
    /// <returns>The changed reply, or null if no fault applies.</returns>
    public async ValueTask<FaultedReply?> OnStream(PreparedReply prepared, HandlerContext context)
    {
        if (await context.Record(prepared.Reply, runtime.Threads?.Materializer ?? materializer, isForeign: runtime.Threads is not null).ConfigureAwait(false) is not { } frames)
        {
            report.EndOnReply();
            return null;
        }

        var kind = Kind;
        var error = await StreamError.Of(runtime, kind?.ErrorEvent, prepared).ConfigureAwait(false);
        return Note(kind?.OnStream(new(frames, error)), () => new(frames));
    }

    /// <summary>Applies the faults to a plain body.</summary>
    /// <param name="reply">A reply that is not a stream.</param>
    /// <param name="due">When it is sent, counted from the request's arrival.</param>
    /// <returns>The changed reply, or null if no fault applies.</returns>
    public FaultedReply? OnBody(Reply reply, TimeSpan due)
    {
        var isJson = reply.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;
        var body = new PlainBody(reply.Body, due, isJson);
        return Note(Kind?.OnBody(body), () => new([body.Piece(..)]) { Length = reply.Body.Length });
    }

    private FaultedReply? Note(FaultedReply? faulted, Func<FaultedReply> whole)
    {
        var hits = report.OnReply.Where(fault => fault.Kind is ReplyFilter || faulted is not null).ToList();
        report.Hit(hits);
        return hits.Select(fault => fault.Kind).OfType<ReplyFilter>().Aggregate(faulted, (reply, filter) => filter.On(reply ?? whole()));
    }
}
