using Akka.Streams;
using Akka.Streams.Stage;

namespace MockLlm.Engine.Pacing;

internal sealed class PacedFrames(IEnumerable<Frame> frames, TimeProvider time, long arrival) : GraphStage<SourceShape<Frame>>
{
    public override SourceShape<Frame> Shape { get; } = new(new Outlet<Frame>("frames"));

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => throw new NotImplementedException(frames.ToString() + time + arrival);
}
