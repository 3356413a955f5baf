using System.Collections;
using Akka;
using Akka.Streams.Dsl;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// Paced frames taken without a stream for as long as they are due; what has to wait is a source. So a reply that never waits costs no
/// materialised stream, and one that does opens without it.
/// </summary>
/// <param name="frames">Enumerated here or by the source; frames that cost nothing to make.</param>
/// <param name="time">The clock.</param>
/// <param name="arrival">The clock's timestamp from which every <see cref="Frame.Due"/> counts.</param>
internal sealed class FrameCursor(IEnumerable<Frame> frames, TimeProvider time, long arrival) : IDisposable
{
    private readonly IEnumerator<Frame> _frames = frames.GetEnumerator();
    private bool _isTaken = true;
    private bool _isHandedOn;

    /// <summary>Whether no frame is left.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes the next frame, unless none is left or it is not due yet. Throws what making it throws.</summary>
    public bool TryTake(out Frame frame)
    {
        frame = default;
        if (_isTaken)
        {
            IsOver = !_frames.MoveNext();
            _isTaken = IsOver;
        }

        if (IsOver || (_frames.Current.Due > TimeSpan.Zero && _frames.Current.Due > time.GetElapsedTime(arrival)))
        {
            return false;
        }

        frame = _frames.Current;
        return _isTaken = true;
    }

    /// <summary>What has to wait, from the frame on that was not due; the cursor is of no use afterwards.</summary>
    public Source<Frame, NotUsed> Rest()
    {
        _isHandedOn = true;
        return Source.FromGraph(new PacedFrames(new Remaining(_frames), time, arrival, ahead: true));
    }

    public void Dispose()
    {
        if (!_isHandedOn)
        {
            _frames.Dispose();
        }
    }

    // From the current frame on. No iterator method: one that a stream gives up before its first frame would leave the frames open.
    private sealed class Remaining(IEnumerator<Frame> frames) : IEnumerable<Frame>, IEnumerator<Frame>
    {
        private bool _hasBegun;

        public Frame Current => frames.Current;

        object IEnumerator.Current => Current;

        public bool MoveNext() => _hasBegun ? frames.MoveNext() : _hasBegun = true;

        public void Dispose() => frames.Dispose();

        public void Reset() => throw new NotSupportedException();

        public IEnumerator<Frame> GetEnumerator() => this;

        IEnumerator IEnumerable.GetEnumerator() => this;
    }
}
