using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Tests.Work;

public sealed class WorkBudgetTests : IDisposable
{
    private const int Heavy = WorkBudget.LightSteps;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _left = new();

    public void Dispose() => _left.Dispose();

    [Fact]
    public void Light_work_neither_waits_nor_asks_whether_the_client_left()
    {
        var work = new ClientWork(() => throw new InvalidOperationException("Nobody asks."), _time, new(threads: 1, mostWaiting: 1, mostBlocked: 1));
        work.Begin(Limit, mustWait: true);

        work.Count(Heavy - 1);

        Assert.False(work.IsHeavy);
    }

    [Fact]
    public void Work_ends_when_its_time_is_over()
    {
        var work = Begun();
        work.Count(Heavy);
        _time.Advance(Limit);

        var ended = Assert.Throws<WorkEndedException>(() => work.Count(Heavy));

        Assert.Equal((WorkEnd.TimeOver, Limit), (ended.End, ended.Limit));
    }

    [Fact]
    public void Work_ends_when_the_client_leaves()
    {
        var work = Begun();
        work.Count(Heavy);
        _left.Cancel();

        Assert.Throws<OperationCanceledException>(() => work.Count(Heavy));
    }

    [Fact]
    public void Work_that_nobody_waits_for_ends()
    {
        var work = Begun();
        work.GiveUp();

        Assert.Throws<WorkEndedException>(() => work.Count(Heavy));
    }

    [Fact]
    public void Parts_share_the_limit()
    {
        var work = Begun();
        _time.Advance(Limit * 0.75);
        work.End();
        work.Begin(Limit, mustWait: true);
        _time.Advance(Limit * 0.25);

        var ended = Assert.Throws<WorkEndedException>(() => work.Count(Heavy));

        Assert.Equal((WorkEnd.TimeOver, Limit), (ended.End, ended.Limit));
    }

    [Fact]
    public void The_time_between_parts_does_not_count()
    {
        var work = Begun();
        _time.Advance(Limit / 2);
        work.End();
        _time.Advance(10 * Limit);
        work.Begin(Limit, mustWait: true);
        _time.Advance(Limit / 4);

        work.Count(Heavy);

        work.End();
        Assert.Equal(Limit / 4, work.Left(Limit));
    }

    [Fact]
    public void Nothing_is_left_when_the_parts_took_longer_than_the_limit()
    {
        var work = Begun();
        _time.Advance(2 * Limit);
        work.End();

        Assert.Equal(TimeSpan.Zero, work.Left(Limit));
    }

    [Fact]
    public void After_its_end_a_part_has_no_limit()
    {
        var work = Begun();
        work.End();
        _time.Advance(10 * Limit);

        work.Count(Heavy);

        Assert.False(work.IsHeavy);
    }

    [Fact]
    public async Task Heavy_work_waits_for_its_turn_and_gives_it_back()
    {
        var heavy = new HeavyWork(threads: 1, mostWaiting: 8, mostBlocked: 8);
        var (first, second) = (Begun(heavy), Begun(heavy));
        first.Count(Heavy);
        var waiting = Task.Run(() => second.Count(Heavy));
        Assert.False(waiting.IsCompleted);

        first.End();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((false, true), (first.IsHeavy, second.IsHeavy));
    }

    [Fact]
    public async Task Work_that_pauses_gives_its_turn_back_and_keeps_its_limit()
    {
        var heavy = new HeavyWork(threads: 1, mostWaiting: 8, mostBlocked: 8);
        var (first, second) = (Begun(heavy), Begun(heavy));
        first.Count(Heavy);

        first.Pause();
        second.Count(Heavy);
        second.End();
        first.Count(Heavy);

        Assert.Equal((true, false), (first.IsHeavy, second.IsHeavy));
        _time.Advance(Limit);
        Assert.Throws<WorkEndedException>(() => first.Count(Heavy));
        first.End();
        await Begun(heavy, isLarge: true).EnterIfLarge().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_large_request_waits_without_a_thread()
    {
        var heavy = new HeavyWork(threads: 1, mostWaiting: 8, mostBlocked: 0);
        var (first, second) = (Begun(heavy, isLarge: true), Begun(heavy, isLarge: true));
        await first.EnterIfLarge();

        var waiting = second.EnterIfLarge();
        Assert.False(waiting.IsCompleted);
        first.End();
        await waiting.AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(second.IsHeavy);
    }

    [Fact]
    public async Task The_wait_for_a_turn_ends_with_the_time_of_the_request()
    {
        var heavy = new HeavyWork(threads: 1, mostWaiting: 8, mostBlocked: 8);
        await Begun(heavy, isLarge: true).EnterIfLarge();

        var waiting = Begun(heavy, isLarge: true).EnterIfLarge().AsTask();
        _time.Advance(Limit);

        Assert.Equal(WorkEnd.TimeOver, (await Assert.ThrowsAsync<WorkEndedException>(() => waiting)).End);
    }

    [Fact]
    public async Task The_wait_for_a_turn_ends_when_the_client_leaves()
    {
        var heavy = new HeavyWork(threads: 1, mostWaiting: 8, mostBlocked: 8);
        await Begun(heavy, isLarge: true).EnterIfLarge();

        var waiting = Begun(heavy, isLarge: true).EnterIfLarge().AsTask();
        await _left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(8, 0)]
    public async Task A_request_is_refused_if_too_many_wait(int mostWaiting, int mostBlocked)
    {
        var heavy = new HeavyWork(threads: 1, mostWaiting, mostBlocked);
        await Begun(heavy, isLarge: true).EnterIfLarge();

        var refused = Assert.Throws<WorkEndedException>(() => Begun(heavy).Count(Heavy));

        Assert.Equal(WorkEnd.TooManyWaiting, refused.End);
    }

    [Fact]
    public void The_code_of_a_plugin_does_not_wait()
    {
        var heavy = new HeavyWork(threads: 1, mostWaiting: 0, mostBlocked: 0);
        var (first, second) = (Begun(heavy), Begun(heavy, mustWait: false));
        first.Count(Heavy);

        second.Count(Heavy);

        Assert.False(second.IsHeavy);
    }

    private ClientWork Begun(HeavyWork? heavy = null, bool isLarge = false, bool mustWait = true)
    {
        var work = new ClientWork(() => _left.Token, _time, heavy, isLarge);
        work.Begin(Limit, mustWait);
        return work;
    }
}
