using System.Diagnostics;
using System.Threading.Tasks.Sources;
using MockLlm.Engine.Pacing;

namespace MockLlm.Bench.Bare;

/// <summary>Waits for one deadline after another with MockLlm's timer wheel. It uses a single alarm and allocates nothing per wait.</summary>
internal sealed class BareWait : IValueTaskSource, IThreadPoolWorkItem, IDisposable
{
    private readonly long _arrival;
    private readonly Alarm _alarm;
    private ManualResetValueTaskSourceCore<bool> _source;
    private TimeSpan _due;

    /// <param name="arrival">The <see cref="Stopwatch"/> timestamp that deadlines count from.</param>
    public BareWait(long arrival)
    {
        _arrival = arrival;
        _alarm = Alarm.On(TimeProvider.System, Ring);
    }

    public bool IsOver(TimeSpan due) => Stopwatch.GetElapsedTime(_arrival) >= due;

    /// <summary>Waits until a deadline has come.</summary>
    public ValueTask Until(TimeSpan due)
    {
        var left = due - Stopwatch.GetElapsedTime(_arrival);
        if (left <= TimeSpan.Zero)
        {
            return default;
        }

        _source.Reset();
        _due = due;
        var wait = new ValueTask(this, _source.Version);
        _alarm.Set(left);
        return wait;
    }

    public void Dispose() => _alarm.Dispose();

    // Continues on the thread pool, so that the wheel's thread is not blocked. An alarm may ring early.
    private void Ring()
    {
        if (_due - Stopwatch.GetElapsedTime(_arrival) is { Ticks: > 0 } left)
        {
            _alarm.Set(left);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute() => _source.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
