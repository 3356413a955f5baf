using System.Threading.Channels;
using Akka.Streams;
using Akka.Streams.Stage;

namespace MockLlm.Engine.Tests.Pacing;

/// <summary>A sink that asks for a frame only when told to, and has no buffer.</summary>
internal sealed class FrameProbe : GraphStage<SinkShape<Frame>>
{
    private readonly Channel<Frame> _frames = Channel.CreateUnbounded<Frame>();
    private readonly TaskCompletionSource<Logic> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override SinkShape<Frame> Shape { get; } = new(new Inlet<Frame>("probe"));

    /// <summary>Whether a frame has arrived that nobody took yet.</summary>
    public bool HasFrame => _frames.Reader.TryPeek(out _);

    /// <summary>Completes when the stream has ended, with the error that failed it.</summary>
    public Task Ended => _frames.Reader.Completion.OrFail();

    public async Task Demand() => (await _started.Task.OrFail()).Demand();

    public async Task Cancel() => (await _started.Task.OrFail()).Cancel();

    public async Task<Frame> Next() => await _frames.Reader.ReadAsync().AsTask().OrFail();

    public async Task<Frame> DemandNext()
    {
        await Demand();
        return await Next();
    }

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private sealed class Logic : InGraphStageLogic
    {
        private readonly FrameProbe _probe;

        public Logic(FrameProbe probe)
            : base(probe.Shape)
        {
            _probe = probe;
            Demand = GetAsyncCallback(() => Pull(probe.Shape.Inlet));
            Cancel = GetAsyncCallback(CompleteStage);
            SetHandler(probe.Shape.Inlet, this);
        }

        public Action Demand { get; }

        public Action Cancel { get; }

        public override void PreStart() => _probe._started.SetResult(this);

        public override void OnPush() => _probe._frames.Writer.TryWrite(Grab(_probe.Shape.Inlet));

        public override void OnUpstreamFinish()
        {
            _probe._frames.Writer.TryComplete();
            CompleteStage();
        }

        public override void OnUpstreamFailure(Exception e)
        {
            _probe._frames.Writer.TryComplete(e);
            CompleteStage();
        }
    }
}
