using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;
using MockLlm.Engine.Faults.Replies;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Pacing;

namespace MockLlm.Engine;

public sealed partial class Mock
{
    /// <summary>Switches the pacing of the reply off, so that a fault can look at it first; null: no fault wants to.</summary>
    internal DryRun? DryRun { get; init; }

    /// <summary>All events of a stream, ahead of their time; null: they cannot be had.</summary>
    /// <param name="stream">The reply's stream.</param>
    /// <param name="materializer">Where it runs, if it has to.</param>
    /// <param name="isForeign">Whether all of it has to run there.</param>
    internal async ValueTask<FrameList?> List(Source<Frame, NotUsed> stream, IMaterializer materializer, bool isForeign)
    {
        var listed = !isForeign && ReferenceEquals(_paced.Source, stream)
            ? StreamRecorder.Take(_paced.Frames, Taken)
            : await StreamRecorder.Run(stream, DryRun!, Taken, materializer).ConfigureAwait(false);
        Charge?.Restart();
        return listed is null ? null : new(listed, Charge);
    }

    /// <summary>What is left of a stream when a fault is done with it, to be taken one by one.</summary>
    internal FrameCursor CursorOf(FaultedReply reply) => new(Charge?.Framed(reply.Frames) ?? reply.Frames, _time, _arrival);

    private int Taken() => Charge?.Taken() ?? 0;
}
