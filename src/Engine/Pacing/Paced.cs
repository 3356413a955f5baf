using Akka.Streams;
using Akka.Streams.Stage;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// A source that lets each item leave when it is due, and asks for the next one only when the client takes it. Deadlines are
/// absolute: an item that is late leaves at once and delays none after it.
/// </summary>
/// <param name="items">Enumerated once per run, one item per demand; its exceptions fail the stream.</param>
/// <param name="due">When an item is due, counted from <paramref name="arrival"/>.</param>
/// <param name="time">The clock and the timers.</param>
/// <param name="arrival">The clock's timestamp from which deadlines count.</param>
internal class Paced<T>(IEnumerable<T> items, Func<T, TimeSpan> due, TimeProvider time, long arrival) : GraphStage<SourceShape<T>>
{
    public sealed override SourceShape<T> Shape { get; } = new(new Outlet<T>("items"));

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(Shape, items, due, time, arrival);

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly Outlet<T> _out;
        private readonly IEnumerable<T> _source;
        private readonly Func<T, TimeSpan> _due;
        private readonly TimeProvider _time;
        private readonly long _arrival;
        private IEnumerator<T>? _items;
        private ITimer? _timer;

        public Logic(SourceShape<T> shape, IEnumerable<T> source, Func<T, TimeSpan> due, TimeProvider time, long arrival)
            : base(shape)
        {
            _out = shape.Outlet;
            _source = source;
            _due = due;
            _time = time;
            _arrival = arrival;
            SetHandler(_out, this);
        }

        public override void PreStart() => _items = _source.GetEnumerator();

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
            _items?.Dispose();
        }

        // Caught here, since what a stage throws is logged by Akka too, and whoever runs the stream says it better.
        private bool TryMoveNext(out bool more)
        {
            try
            {
                more = _items!.MoveNext();
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
            var wait = _due(_items!.Current) - _time.GetElapsedTime(_arrival);
            if (wait > TimeSpan.Zero)
            {
                Arm(TimerWait.For(wait));
            }
            else
            {
                Push(_out, _items.Current);
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
