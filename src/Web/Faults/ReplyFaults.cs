using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Replies;
using MockLlm.Web.Hosting;
using MockLlm.Web.Replies;

namespace MockLlm.Web.Faults;

/// <summary>Makes of a handler's reply what the faults that fired make of it. Who hits is noted before the status line is sent.</summary>
/// <param name="seat">The provider.</param>
/// <param name="edge">Where streams run.</param>
/// <param name="notes">The faults that fired.</param>
internal sealed class ReplyFaults(ProviderRuntime seat, Edge edge, FaultReport notes)
{
    private ReplyFault? Kind => notes.OnReply.Select(fault => fault.Kind).OfType<ReplyFault>().FirstOrDefault();

    /// <param name="made">A reply that is a stream.</param>
    /// <param name="mock">What its handler was given.</param>
    /// <returns>What goes out; null: no fault applies.</returns>
    public async ValueTask<FaultedReply?> OnStream(PreparedReply made, Mock mock)
    {
        var materializer = seat.Threads?.Materializer ?? edge.Materializer;
        if (await mock.List(made.Reply.Frames!, materializer, isForeign: seat.Threads is not null).ConfigureAwait(false) is not { } frames)
        {
            notes.EndOnReply();
            return null;
        }

        var kind = Kind;
        var error = await StreamError.Of(seat, kind, made).ConfigureAwait(false);
        return Note(kind?.OnStream(new(frames, error)), () => new(frames));
    }

    /// <param name="reply">A reply that is whole.</param>
    /// <param name="due">When it leaves, counted from the request's arrival.</param>
    /// <returns>What goes out; null: no fault applies.</returns>
    public FaultedReply? OnBody(Reply reply, TimeSpan due)
    {
        var isJson = reply.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;
        var body = new PlainBody(reply.Body, due, isJson);
        return Note(Kind?.OnBody(body), () => new([body.Piece(..)]) { Length = reply.Body.Length });
    }

    private FaultedReply? Note(FaultedReply? faulted, Func<FaultedReply> whole)
    {
        var hits = notes.OnReply.Where(fault => fault.Kind is DripFault || faulted is not null).ToList();
        notes.Hit(hits);
        return hits.Select(fault => fault.Kind).OfType<DripFault>().Aggregate(faulted, (reply, drip) => drip.On(reply ?? whole()));
    }
}
