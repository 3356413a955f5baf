using System.IO.Pipelines;
using Akka.Streams;
using Akka.Streams.Stage;
using MockLlm.Engine;

namespace MockLlm.Web.Writing;

/// <summary>
/// Writes frames to a response body. Frames are flushed before the next one is requested, so that back-pressure reaches from the socket
/// to the source. Frames that are due together are flushed together. The stream ends when the source ends, when the client leaves, or
/// when the drain is over. The materialised task tells how it ended. If the stream ends early, the task completes at once, even while the
/// source blocks the stream's thread. The response is not written to after that.
/// </summary>
/// <param name="output">The response body.</param>
/// <param name="ends">Any of these ends the stream early.</param>
/// <param name="lateness">Records how late frames are written.</param>
internal sealed class ResponseSink(PipeWriter output, CancellationToken[] ends, StreamLateness lateness)
    : GraphStageWithMaterializedValue<SinkShape<Frame>, Task<StreamResult>>
{
    private readonly Inlet<Frame> _in = new("frames");
    private readonly PipeWriter _output = output;
    private readonly CancellationToken[] _ends = ends;
    private readonly StreamLateness _lateness = lateness;

    /// <summary>Receives live faults, or null if the stream takes none.</summary>
    public OpenStream? Open { get; init; }

    /// <summary>The clock of pauses.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public override SinkShape<Frame> Shape => new(_in);

    public override ILogicAndMaterializedValue<Task<StreamResult>> CreateLogicAndMaterializedValue(Attributes inheritedAttributes)
    {
        var end = new TaskCompletionSource<StreamResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        return new LogicAndMaterializedValue<Task<StreamResult>>(new ResponseSinkLogic(Shape, new(_output, _lateness), _ends, end, Open, Time), end.Task);
    }
}
