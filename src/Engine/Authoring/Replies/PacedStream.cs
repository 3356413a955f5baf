using Akka;
using Akka.Streams.Dsl;

namespace MockLlm.Engine;

/// <summary>
/// Frames with their times. They can be taken one by one, without a stream, as long as they are due. The source is created only if a frame
/// has to wait.
/// </summary>
/// <param name="frames">The frames. It must take no time to create one.</param>
/// <param name="source">Creates the source, which emits each frame when it is due.</param>
internal sealed class PacedStream(IEnumerable<Frame> frames, Func<IEnumerable<Frame>, Source<Frame, NotUsed>> source)
{
    public IEnumerable<Frame> Frames => frames;

    public Source<Frame, NotUsed> Source => field ??= source(frames);
}
