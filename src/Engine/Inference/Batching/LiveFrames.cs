using System.Collections;

namespace MockLlm.Engine.Inference.Batching;

/// <summary>Frames of a batched reply. The time of the current frame is looked up again each time it is read, so a wait for it can grow.</summary>
/// <param name="frames">The frames with the times that were expected when they were made.</param>
/// <param name="reply">Knows the times now.</param>
internal sealed class LiveFrames(IEnumerable<Frame> frames, BatchedReply reply) : IEnumerable<Frame>
{
    public IEnumerator<Frame> GetEnumerator() => new Enumerator(frames.GetEnumerator(), reply);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(IEnumerator<Frame> frames, BatchedReply reply) : IEnumerator<Frame>
    {
        public Frame Current => frames.Current with { Due = reply.Now(frames.Current.Due) };

        object IEnumerator.Current => Current;

        public bool MoveNext() => frames.MoveNext();

        public void Dispose() => frames.Dispose();

        public void Reset() => throw new NotSupportedException();
    }
}
