using System.Collections;
using Akka;
using Akka.Streams.Dsl;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// Takes paced frames one by one, without a stream, as long as they are due. The frames that have to wait are then sent as a stream. So a
/// reply without waits needs no materialized stream, and other replies can start without one.
/// </summary>
/// <param name="frames">The frames. It must take no time to create one.</param>
/// <param name="time">The clock.</param>
/// <param name="arrival">The timestamp of the clock from which every <see cref="Frame.Due"/> is counted.</param>
internal sealed class FrameCursor(IEnumerable<Frame> frames, TimeProvider time, long arrival) : IDisposable
{
    private readonly IEnumerator<Frame> _frames = frames.GetEnumerator();
    private bool _isTaken = true;
    private bool _isStream;

    /// <summary>Whether all frames are taken.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes the next frame. False if none is left or it is not due yet. An exception of the enumeration is thrown.</summary>
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

    /// <summary>The remaining frames as a stream, from the first that is not due yet. The cursor must not be used afterwards.</summary>
    public Source<Frame, NotUsed> Rest()
    {
        _isStream = true;
        return Source.FromGraph(new PacedFrames(new Remaining(_frames), time, arrival, ahead: true));
    }

    public void Dispose()
    {
        if (!_isStream)
        {
            _frames.Dispose();
        }
    }

    // Starts at the current frame. An iterator method would not dispose the frames if the stream stops before the first one.
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
