using Akka.Streams;
using Akka.Streams.Stage;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// A source that emits each item when it is due. It takes the next item only on demand. Deadlines are absolute, so an item that is late is
/// emitted at once and does not delay the items after it.
/// </summary>
/// <param name="items">The items. They are enumerated once per run, one item per demand. An exception fails the stream.</param>
/// <param name="due">Returns when an item is due, counted from <paramref name="arrival"/>.</param>
/// <param name="time">The clock and the timers.</param>
/// <param name="arrival">The timestamp of the clock from which deadlines are counted.</param>
/// <param name="followed">
/// Marks an item if the next one is due too. With it, the source takes items one ahead of demand, so it must take no time to create them.
/// Null means that items are not taken ahead.
/// </param>
/// <param name="dryRun">While it is on, items are not delayed. Null means that they always are.</param>
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

        // The exception is caught because Akka would log it too. The code that runs the stream reports it with more detail.
        private void MoveNext()
        {
            try
            {
                _more = _items!.MoveNext();
            }
            catch (Exception exception)
            {
                _failure = exception;
            }
        }

        // This is also the callback of the alarm. An alarm may ring early, so the time is checked again.
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
