using System.Collections.Concurrent;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// Rings alarms by the system's clock. It is a timer wheel with one slot per millisecond and one thread, which sleeps until the next alarm
/// is due.
/// </summary>
internal sealed class TimerWheel
{
    private const int MinShare = 16;
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly long Millisecond = Clock.TimestampFrequency / 1000;

    private readonly object _lock = new();
    private readonly WheelSlots _slots = new(Millisecond, Clock.GetTimestamp());
    private readonly List<WheelEntry> _due = [];
    private readonly ConcurrentBag<Burst> _idleBursts = [];
    private long _wakesAt = long.MaxValue;
    private bool _started;

    /// <summary>Creates an alarm of this wheel, which is not set yet.</summary>
    public Alarm NewAlarm(Action ring) => new WheelAlarm(this, ring);

    private void Set(WheelAlarm alarm, TimeSpan wait)
    {
        var due = Clock.GetTimestamp() + (long)(Math.Min(wait.TotalMilliseconds, int.MaxValue) * Millisecond);
        lock (_lock)
        {
            if (alarm.IsDisposed)
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
        lock (_lock)
        {
            alarm.IsDisposed = true;
            _slots.Remove(alarm.Entry);
        }
    }

    private void Wake()
    {
        if (_started)
        {
            Monitor.Pulse(_lock);
            return;
        }

        _started = true;
        new Thread(Run) { IsBackground = true, Name = "mockllm-pacing" }.Start();
    }

    private void Run()
    {
        while (true)
        {
            lock (_lock)
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

    // Alarms are spread over the cores in shares of at least 16, because waking a thread costs more than a few alarms.
    private void Ring()
    {
        var share = Math.Max(MinShare, (_due.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount);
        for (var from = 0; from < _due.Count; from += share)
        {
            var burst = _idleBursts.TryTake(out var idle) ? idle : new Burst(_idleBursts.Add, Report);
            burst.Entries.AddRange(_due.Skip(from).Take(share));
            ThreadPool.UnsafeQueueUserWorkItem(burst, preferLocal: false);
        }
    }

    // No callback is expected to throw. All servers of the process share the wheels, so it cannot use the log of one of them.
    private static void Report(Exception failure) => Console.Error.WriteLine($"mockllm: an alarm failed: {failure}");

    // The thread can only wait for whole milliseconds, so an alarm rings up to one millisecond late and never early.
    private void Sleep()
    {
        _wakesAt = _slots.NextDue;
        if (_wakesAt == long.MaxValue)
        {
            Monitor.Wait(_lock);
        }
        else if (_wakesAt - Clock.GetTimestamp() is > 0 and var left)
        {
            Monitor.Wait(_lock, (int)((left + Millisecond - 1) / Millisecond));
        }

        _wakesAt = long.MinValue;
    }

    private sealed class WheelAlarm(TimerWheel wheel, Action ring) : Alarm
    {
        public Link Entry { get; } = new(ring);

        public bool IsDisposed { get; set; }

        public override void Set(TimeSpan wait) => wheel.Set(this, wait);

        public override void Dispose() => wheel.Remove(this);

        public sealed class Link(Action ring) : WheelEntry
        {
            public override void Ring() => ring();
        }
    }
}
