using System.IO.Pipelines;
using Akka.Streams;
using Akka.Streams.Stage;
using MockLlm.Engine;

namespace MockLlm.Web.Writing;

/// <summary>
/// Writes frames to a response body, flushed before the next is asked for, so that back-pressure reaches from the socket to the
/// source; frames that are due together are flushed together. Ends when the source does, when the client leaves or when the drain is
/// over. Materialises to how it ended, which an early end settles at once, also while the source blocks the stream's thread; the
/// response is not touched after it.
/// </summary>
/// <param name="output">The response body.</param>
/// <param name="ends">Any of these ends the stream early.</param>
/// <param name="lateness">Told of each frame when it is written, and when a client that held the stream up lets it go on.</param>
internal sealed class ResponseSink(PipeWriter output, CancellationToken[] ends, StreamLateness lateness)
    : GraphStageWithMaterializedValue<SinkShape<Frame>, Task<StreamResult>>
{
    private readonly Inlet<Frame> _in = new("frames");
    private readonly PipeWriter _output = output;
    private readonly CancellationToken[] _ends = ends;
    private readonly StreamLateness _lateness = lateness;

    /// <summary>Lets live faults reach the stream, or null if none may.</summary>
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
