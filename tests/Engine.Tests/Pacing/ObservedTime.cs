using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace MockLlm.Engine.Tests.Pacing;

/// <summary>A clock moved by hand that tells what its timers were asked for, and may make them fire early.</summary>
internal sealed class ObservedTime(double firesAfterShareOfWait = 1) : FakeTimeProvider
{
    private readonly double _firesAfterShareOfWait = firesAfterShareOfWait;
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int TimersCreated { get; private set; }

    /// <summary>Completes when a timer has been disposed of.</summary>
    public Task TimerDisposed => _disposed.Task.OrFail();

    /// <summary>The next wait that a timer was armed with, once there is one.</summary>
    public async Task<TimeSpan> NextWait() => await _waits.Reader.ReadAsync().AsTask().OrFail();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        TimersCreated++;
        var timer = new ObservedTimer(this, base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ObservedTimer(ObservedTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var armed = timer.Change(dueTime * time._firesAfterShareOfWait, period);
            time._waits.Writer.TryWrite(dueTime);
            return armed;
        }

        public void Dispose()
        {
            timer.Dispose();
            time._disposed.TrySetResult();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
