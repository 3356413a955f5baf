using System.Diagnostics;
using System.IO.Pipelines;
using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Pacing;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Writing;

/// <summary>Sends a stream to its end. Frames that are due are written at once. Only a stream that has to wait is materialised.</summary>
/// <param name="open">The streams that live faults can act on.</param>
/// <param name="materializer">Runs streams. A plug-in's streams run on its own threads.</param>
/// <param name="time">The clock.</param>
/// <param name="lateness">Records how late frames are.</param>
/// <param name="saturation">Judges whether the machine keeps to the configured times.</param>
/// <param name="drain">Cancelled when the time for open replies is over.</param>
internal sealed class StreamSender(
    OpenStreams open, IMaterializer materializer, TimeProvider time, Lateness lateness, Saturation saturation, CancellationToken drain)
{
    /// <summary>Sends a reply's stream.</summary>
    public async Task<StreamResult> Send(Reply stream, OutgoingReply reply)
    {
        var late = LatenessOf(reply, reply.Context.Charge);
        if (reply.Runtime.Threads is not null || reply.Context.PacedOf(stream) is not { } paced)
        {
            return await Materialise(stream.Frames!, reply, late).ConfigureAwait(false);
        }

        using (var cursor = reply.Context.CursorOf(paced))
        {
            return await WriteDue(cursor, reply, late).ConfigureAwait(false) ?? await Materialise(cursor.Rest(), reply, late).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a stream that a fault changed, and ends the response as the fault says.</summary>
    /// <param name="faulted">The changed stream.</param>
    /// <param name="reply">Where it goes.</param>
    public Task<StreamResult> Send(FaultedReply faulted, OutgoingReply reply) => Send(faulted, reply, reply.Context.Charge, isStream: true);

    /// <summary>Sends a plain body that a fault changed, and ends the response as the fault says. Live faults on open streams leave it alone.</summary>
    /// <param name="faulted">The changed body.</param>
    /// <param name="reply">Where it goes.</param>
    public Task<StreamResult> SendBody(FaultedReply faulted, OutgoingReply reply) => Send(faulted, reply, charge: null, isStream: false);

    private async Task<StreamResult> Send(FaultedReply faulted, OutgoingReply reply, ReplyCharge? charge, bool isStream)
    {
        var late = LatenessOf(reply, charge);
        using var cursor = reply.Context.CursorOf(faulted);
        var end = await WriteDue(cursor, reply, late).ConfigureAwait(false)
            ?? await (isStream ? Materialise(cursor.Rest(), reply, late) : Run(cursor.Rest(), reply, late, open: null)).ConfigureAwait(false);
        if (end.Outcome != ReplyOutcome.Served)
        {
            return end;
        }

        return await Flush(reply.Http.Response.BodyWriter, late).ConfigureAwait(false)
            ? await Terminate(faulted, reply).ConfigureAwait(false)
            : StreamResult.Abandoned;
    }

    private StreamLateness LatenessOf(OutgoingReply reply, ReplyCharge? charge) => new(time, lateness, saturation, reply.Start, charge, reply.Tokens);

    private async ValueTask<StreamResult> Terminate(FaultedReply faulted, OutgoingReply reply)
    {
        var http = reply.Http;
        if (!await AlarmWait.Until(time, reply.Start, faulted.EndDue, () => [http.RequestAborted, drain]).ConfigureAwait(false))
        {
            return StreamResult.Abandoned;
        }

        switch (faulted.End)
        {
            case Termination.Clean:
                break;
            case Termination.Reset:
                await ConnectionCloser.Reset(http, drain).ConfigureAwait(false);
                break;
            case Termination.Close:
                await ConnectionCloser.Close(http, drain).ConfigureAwait(false);
                break;
            case Termination.Silence:
                await ConnectionCloser.Silence(http, drain).ConfigureAwait(false);
                http.Abort();
                break;
            default:
                throw new UnreachableException();
        }

        return faulted.IsCut ? StreamResult.Faulted : StreamResult.Served;
    }

    private async Task<StreamResult> Materialise(Source<Frame, NotUsed> frames, OutgoingReply reply, StreamLateness late)
    {
        var stream = open.Open(reply.Runtime.Provider.Name);
        try
        {
            return await Run(frames, reply, late, stream).ConfigureAwait(false);
        }
        finally
        {
            open.Close(stream);
        }
    }

    private Task<StreamResult> Run(Source<Frame, NotUsed> frames, OutgoingReply reply, StreamLateness late, OpenStream? open)
    {
        var sink = new ResponseSink(reply.Http.Response.BodyWriter, [reply.Http.RequestAborted, drain], late) { Open = open, Time = time };
        return frames.RunWith(Sink.FromGraph(sink), reply.Runtime.Threads?.Materializer ?? materializer);
    }

    // Returns null if the remaining frames are not due yet.
    private async ValueTask<StreamResult?> WriteDue(FrameCursor cursor, OutgoingReply reply, StreamLateness late)
    {
        var output = reply.Http.Response.BodyWriter;
        Exception? failure;
        int written;
        do
        {
            (written, failure) = Write(cursor, output, late);
            if (cursor.IsOver && failure is null)
            {
                // The rest is flushed together with the end of the response, in one write.
                return StreamResult.Served;
            }

            if (written > 0 && !await Flush(output, late).ConfigureAwait(false))
            {
                return StreamResult.Abandoned;
            }
        }
        while (written >= FrameWriter.LongestWrite && failure is null);
        return failure is null ? null : new(ReplyOutcome.Failed, failure);
    }

    private static (int Bytes, Exception? Failure) Write(FrameCursor cursor, PipeWriter output, StreamLateness late)
    {
        var bytes = 0;
        try
        {
            while (bytes < FrameWriter.LongestWrite && cursor.TryTake(out var frame))
            {
                bytes += frame.WriteTo(output);
                late.Sent(frame);
            }

            return (bytes, null);
        }
        catch (Exception broken)
        {
            return (bytes, broken);
        }
    }

    // Returns false if the client has left or the drain is over.
    private async ValueTask<bool> Flush(PipeWriter output, StreamLateness late)
    {
        try
        {
            var flush = output.FlushAsync();
            var isHeldUp = !flush.IsCompleted;
            var result = await flush.ConfigureAwait(false);
            if (isHeldUp)
            {
                late.Resumed();
            }

            return !result.IsCompleted && !result.IsCanceled && !drain.IsCancellationRequested;
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or InvalidOperationException)
        {
            return false;
        }
    }
}
