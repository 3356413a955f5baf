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
/// <param name="followed">
/// Marks an item after which the next one is due too. Where it is given, items are asked for one ahead of demand, so they must cost
/// nothing to make; null: nothing is asked for ahead.
/// </param>
/// <param name="dryRun">While it is on, nothing waits; null: it never is.</param>
internal class Paced<T>(
    IEnumerable<T> items, Func<T, TimeSpan> due, TimeProvider time, long arrival, Func<T, T>? followed = null, DryRun? dryRun = null)
    : GraphStage<SourceShape<T>>
{
    public sealed override SourceShape<T> Shape { get; } = new(new Outlet<T>("items"));

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) =>
        new Logic(Shape, items, due, new(time, arrival, dryRun), followed);

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly Outlet<T> _out;
        private readonly IEnumerable<T> _source;
        private readonly Func<T, TimeSpan> _due;
        private readonly Func<T, T>? _followed;
        private readonly Deadlines _deadlines;
        private IEnumerator<T>? _items;
        private Exception? _failure;
        private Alarm? _alarm;
        private bool _isAhead;
        private bool _more;

        public Logic(SourceShape<T> shape, IEnumerable<T> source, Func<T, TimeSpan> due, Deadlines deadlines, Func<T, T>? followed)
            : base(shape)
        {
            _out = shape.Outlet;
            _source = source;
            _due = due;
            _deadlines = deadlines;
            _followed = followed;
            SetHandler(_out, this);
        }

        public override void PreStart() => _items = _source.GetEnumerator();

        public override void OnPull()
        {
            if (!_isAhead)
            {
                MoveNext();
            }

            _isAhead = false;
            if (_failure is not null)
            {
                FailStage(_failure);
            }
            else if (_more)
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
            _alarm?.Dispose();
            _items?.Dispose();
        }

        // Caught here, since what a stage throws is logged by Akka too, and whoever runs the stream says it better.
        private void MoveNext()
        {
            try
            {
                _more = _items!.MoveNext();
            }
            catch (Exception broken)
            {
                _failure = broken;
            }
        }

        // An alarm may ring early, so a ring comes here and looks at the clock again.
        private void PushWhenDue()
        {
            var item = _items!.Current;
            var wait = _deadlines.Wait(_due(item));
            if (wait > TimeSpan.Zero)
            {
                (_alarm ??= _deadlines.Alarm(GetAsyncCallback(PushWhenDue))).Set(wait);
            }
            else
            {
                Push(_out, _followed is null ? item : LookAhead(item, _followed));
            }
        }

        private T LookAhead(T item, Func<T, T> followed)
        {
            _isAhead = true;
            MoveNext();
            return _more && _failure is null && _deadlines.Until(_due(_items!.Current)) <= TimeSpan.Zero ? followed(item) : item;
        }
    }

    private sealed class Deadlines(TimeProvider time, long arrival, DryRun? dryRun)
    {
        public TimeSpan Wait(TimeSpan due)
        {
            if (dryRun is not { IsOn: true })
            {
                return Until(due);
            }

            dryRun.Note(due);
            return TimeSpan.Zero;
        }

        public TimeSpan Until(TimeSpan due) => due <= TimeSpan.Zero ? due : due - time.GetElapsedTime(arrival);

        public Alarm Alarm(Action ring) => Pacing.Alarm.On(time, ring);
    }
}
