using Akka.Streams;
using Akka.Streams.Stage;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// A source that lets each frame leave when it is due, and asks for the next one only when the client takes it. Deadlines are
/// absolute: a frame that is late leaves at once and delays none after it.
/// </summary>
/// <param name="frames">Enumerated once per run, one frame per demand; its exceptions fail the stream.</param>
/// <param name="time">The clock and the timers.</param>
/// <param name="arrival">The clock's timestamp from which every <see cref="Frame.Due"/> counts.</param>
internal sealed class PacedFrames(IEnumerable<Frame> frames, TimeProvider time, long arrival) : GraphStage<SourceShape<Frame>>
{
    public override SourceShape<Frame> Shape { get; } = new(new Outlet<Frame>("frames"));

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(Shape, frames, time, arrival);

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly Outlet<Frame> _out;
        private readonly IEnumerable<Frame> _source;
        private readonly TimeProvider _time;
        private readonly long _arrival;
        private IEnumerator<Frame>? _frames;
        private ITimer? _timer;

        public Logic(SourceShape<Frame> shape, IEnumerable<Frame> source, TimeProvider time, long arrival)
            : base(shape)
        {
            _out = shape.Outlet;
            _source = source;
            _time = time;
            _arrival = arrival;
            SetHandler(_out, this);
        }

        public override void PreStart() => _frames = _source.GetEnumerator();

        public override void OnPull()
        {
            if (!TryMoveNext(out var more))
            {
                return;
            }

            if (more)
            {
                PushWhenDue();
            }
            else
            {
                CompleteStage();
            }
        }

        public override void PostStop()
        {
            _timer?.Dispose();
            _frames?.Dispose();
        }

        // Caught here, since what a stage throws is logged by Akka too, and whoever runs the stream says it better.
        private bool TryMoveNext(out bool more)
        {
            try
            {
                more = _frames!.MoveNext();
                return true;
            }
            catch (Exception broken)
            {
                FailStage(broken);
                return more = false;
            }
        }

        private void PushWhenDue()
        {
            var wait = _frames!.Current.Due - _time.GetElapsedTime(_arrival);
            if (wait > TimeSpan.Zero)
            {
                Arm(TimerWait.For(wait));
            }
            else
            {
                Push(_out, _frames.Current);
            }
        }

        // Timers may fire early, so a wake looks at the clock again.
        private void Arm(TimeSpan wait)
        {
            if (_timer is null)
            {
                _timer = _time.CreateTimer(static wake => ((Action)wake!)(), GetAsyncCallback(PushWhenDue), wait, Timeout.InfiniteTimeSpan);
            }
            else
            {
                _timer.Change(wait, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
