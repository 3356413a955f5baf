using System.IO.Pipelines;
using Akka;
using Akka.Streams.Dsl;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Replies;
using MockLlm.Engine.Pacing;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Writing;

/// <summary>Runs a reply's stream to its end: what is due is written at once, and only what has to wait is materialised.</summary>
/// <param name="http">The request.</param>
/// <param name="seat">The provider; a plug-in's streams run wholly on its own threads.</param>
/// <param name="edge">The materializer, the drain and the meters.</param>
/// <param name="lateness">Told of each frame.</param>
internal sealed class StreamSender(HttpContext http, ProviderRuntime seat, Edge edge, StreamLateness lateness)
{
    private PipeWriter Body => http.Response.BodyWriter;

    /// <param name="frames">The stream.</param>
    /// <param name="mock">Knows whether its frames can be taken one by one.</param>
    public async Task<StreamResult> Run(Source<Frame, NotUsed> frames, Mock mock)
    {
        if (seat.Threads is not null || mock.CursorOf(frames) is not { } cursor)
        {
            return await Materialise(frames).ConfigureAwait(false);
        }

        using (cursor)
        {
            return await WriteDue(cursor).ConfigureAwait(false) ?? await Materialise(cursor.Rest()).ConfigureAwait(false);
        }
    }

    /// <summary>Runs what a fault made of a reply, and ends the response the way that it says.</summary>
    /// <param name="reply">What goes out.</param>
    /// <param name="mock">Knows the clock of the request.</param>
    /// <param name="start">The clock's timestamp from which all times count.</param>
    public async Task<StreamResult> Run(FaultedReply reply, Mock mock, long start)
    {
        using var cursor = mock.CursorOf(reply);
        var end = await WriteDue(cursor).ConfigureAwait(false) ?? await Materialise(cursor.Rest()).ConfigureAwait(false);
        if (end.End != ReplyOutcome.Served)
        {
            return end;
        }

        return await Flush().ConfigureAwait(false) ? await new FaultTermination(http, edge, start).Of(reply).ConfigureAwait(false) : StreamResult.Abandoned;
    }

    private async Task<StreamResult> Materialise(Source<Frame, NotUsed> frames)
    {
        var open = edge.Streams.Open(seat.Provider.Name);
        try
        {
            var sink = new ResponseSink(Body, [http.RequestAborted, edge.Drain.Over], lateness) { Open = open, Time = edge.Time };
            return await frames.RunWith(Sink.FromGraph(sink), seat.Threads?.Materializer ?? edge.Materializer).ConfigureAwait(false);
        }
        finally
        {
            edge.Streams.Close(open);
        }
    }

    // Null: what is left is not due yet.
    private async ValueTask<StreamResult?> WriteDue(FrameCursor cursor)
    {
        Exception? failure;
        int written;
        do
        {
            (written, failure) = Write(cursor);
            if (cursor.IsOver && failure is null)
            {
                // The end of the response takes what is left with it, in one write.
                return StreamResult.Served;
            }

            if (written > 0 && !await Flush().ConfigureAwait(false))
            {
                return StreamResult.Abandoned;
            }
        }
        while (written >= FrameWriter.LongestWrite && failure is null);

        return failure is null ? null : new(ReplyOutcome.Failed, failure);
    }

    private (int Bytes, Exception? Failure) Write(FrameCursor cursor)
    {
        var bytes = 0;
        try
        {
            while (bytes < FrameWriter.LongestWrite && cursor.TryTake(out var frame))
            {
                bytes += frame.WriteTo(Body);
                lateness.Sent(frame);
            }

            return (bytes, null);
        }
        catch (Exception broken)
        {
            return (bytes, broken);
        }
    }

    // False: there is nobody to write for any more.
    private async ValueTask<bool> Flush()
    {
        try
        {
            var flush = Body.FlushAsync();
            var isHeldUp = !flush.IsCompleted;
            var result = await flush.ConfigureAwait(false);
            if (isHeldUp)
            {
                lateness.Resumed();
            }

            return !result.IsCompleted && !result.IsCanceled && !edge.Drain.Over.IsCancellationRequested;
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or InvalidOperationException)
        {
            return false;
        }
    }
}
