using System.Collections.Concurrent;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// Rings alarms by the system's clock: a wheel with a slot per millisecond and one thread, which sleeps until the next alarm and for
/// ever while there is none.
/// </summary>
internal sealed class TimerWheel
{
    private const int LeastShare = 16;
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly long Millisecond = Clock.TimestampFrequency / 1000;

    private readonly object _gate = new();
    private readonly WheelSlots _slots = new(Millisecond, Clock.GetTimestamp());
    private readonly List<WheelEntry> _due = [];
    private readonly ConcurrentBag<Burst> _idle = [];
    private long _wakesAt = long.MaxValue;
    private bool _started;

    private TimerWheel()
    {
    }

    /// <summary>The one wheel of the process.</summary>
    public static TimerWheel Shared { get; } = new();

    /// <summary>An alarm of this wheel, not set yet.</summary>
    public Alarm NewAlarm(Action ring) => new WheelAlarm(this, ring);

    private void Set(WheelAlarm alarm, TimeSpan wait)
    {
        var due = Clock.GetTimestamp() + (long)(Math.Min(wait.TotalMilliseconds, int.MaxValue) * Millisecond);
        lock (_gate)
        {
            if (alarm.IsOver)
            {
                return;
            }

            _slots.Remove(alarm.Entry);
            alarm.Entry.Due = due;
            _slots.Add(alarm.Entry);
            if (due < _wakesAt)
            {
                Wake();
            }
        }
    }

    private void Remove(WheelAlarm alarm)
    {
        lock (_gate)
        {
            alarm.IsOver = true;
            _slots.Remove(alarm.Entry);
        }
    }

    private void Wake()
    {
        if (_started)
        {
            Monitor.Pulse(_gate);
            return;
        }

        _started = true;
        new Thread(Run) { IsBackground = true, Name = "mockllm-pacing" }.Start();
    }

    private void Run()
    {
        while (true)
        {
            lock (_gate)
            {
                for (_slots.TakeDue(Clock.GetTimestamp(), _due); _due.Count == 0; _slots.TakeDue(Clock.GetTimestamp(), _due))
                {
                    Sleep();
                }
            }

            Ring();
            _due.Clear();
        }
    }

    // Spread over the cores, but no thread is woken for a handful.
    private void Ring()
    {
        var share = Math.Max(LeastShare, (_due.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount);
        for (var from = 0; from < _due.Count; from += share)
        {
            var burst = _idle.TryTake(out var idle) ? idle : new Burst(_idle.Add, Report);
            burst.Entries.AddRange(_due.Skip(from).Take(share));
            ThreadPool.UnsafeQueueUserWorkItem(burst, preferLocal: false);
        }
    }

    // Nothing that rings is meant to throw, and the wheel, one for all servers of the process, has no log of any of them.
    private static void Report(Exception failure) => Console.Error.WriteLine($"mockllm: an alarm failed: {failure}");

    // Whole milliseconds are the finest wait there is, so an alarm rings up to one millisecond after its time, never before.
    private void Sleep()
    {
        _wakesAt = _slots.NextDue;
        if (_wakesAt == long.MaxValue)
        {
            Monitor.Wait(_gate);
        }
        else if (_wakesAt - Clock.GetTimestamp() is > 0 and var left)
        {
            Monitor.Wait(_gate, (int)((left + Millisecond - 1) / Millisecond));
        }

        _wakesAt = long.MinValue;
    }

    private sealed class WheelAlarm(TimerWheel wheel, Action ring) : Alarm
    {
        public Link Entry { get; } = new(ring);

        public bool IsOver { get; set; }

        public override void Set(TimeSpan wait) => wheel.Set(this, wait);

        public override void Dispose() => wheel.Remove(this);

        public sealed class Link(Action ring) : WheelEntry
        {
            public override void Ring() => ring();
        }
    }
}
