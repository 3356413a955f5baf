using MockLlm.Engine.Pacing;

namespace MockLlm.Engine.Tests.Pacing;

public sealed class TimerWheelTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(2);

    [Fact]
    public async Task Every_alarm_rings_once()
    {
        var rung = new int[200];
        using var all = new CountdownEvent(rung.Length);
        var alarms = Enumerable.Range(0, rung.Length).Select(index => TimerWheels.Shared.NewAlarm(() =>
        {
            Interlocked.Increment(ref rung[index]);
            all.Signal();
        })).ToList();

        for (var index = 0; index < alarms.Count; index++)
        {
            alarms[index].Set(TimeSpan.FromMilliseconds(1 + (index % 20)));
        }

        await Task.Run(all.Wait).OrFail();
        await Rings(TimeSpan.FromMilliseconds(30));
        Assert.All(rung, times => Assert.Equal(1, times));
    }

    // A later alarm tells when an earlier one would have rung.
    [Fact]
    public async Task A_disposed_alarm_does_not_ring()
    {
        var rung = 0;
        var alarm = TimerWheels.Shared.NewAlarm(() => Interlocked.Increment(ref rung));
        alarm.Set(TimeSpan.FromSeconds(1));

        alarm.Dispose();
        await Rings(TimeSpan.FromSeconds(1.05));
        alarm.Set(Soon);
        await Rings(Soon * 5);

        Assert.Equal(0, rung);
    }

    [Fact]
    public async Task An_alarm_set_again_forgets_its_earlier_time_and_rings_once()
    {
        var rung = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var alarm = TimerWheels.Shared.NewAlarm(() =>
        {
            Interlocked.Increment(ref rung);
            done.TrySetResult();
        });

        alarm.Set(TimeSpan.FromDays(300));
        alarm.Set(TimeSpan.FromHours(1));
        alarm.Set(Soon);
        await done.Task.OrFail();
        await Rings(Soon * 5);

        Assert.Equal(1, rung);
    }

    [Fact]
    public async Task An_alarm_that_rang_can_be_set_from_its_ring()
    {
        var rung = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Alarm? alarm = null;
        alarm = TimerWheels.Shared.NewAlarm(() =>
        {
            if (++rung == 5)
            {
                done.TrySetResult();
            }
            else
            {
                alarm!.Set(Soon);
            }
        });

        alarm.Set(Soon);

        await done.Task.OrFail();
        alarm.Dispose();
    }

    [Fact]
    public async Task An_alarm_is_not_early()
    {
        var clock = TimeProvider.System;
        for (var milliseconds = 1; milliseconds <= 5; milliseconds++)
        {
            var wait = TimeSpan.FromMilliseconds(milliseconds + 0.3);
            var set = clock.GetTimestamp();
            await Rings(wait);
            Assert.True(clock.GetElapsedTime(set) >= wait - TimeSpan.FromMicroseconds(1));
        }
    }

    private static async Task Rings(TimeSpan wait)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var alarm = TimerWheels.Shared.NewAlarm(done.SetResult);
        alarm.Set(wait);
        await done.Task.OrFail();
    }
}
