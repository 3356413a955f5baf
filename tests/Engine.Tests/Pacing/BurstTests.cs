using Akka.Dispatch;
using MockLlm.Engine.Pacing;

namespace MockLlm.Engine.Tests.Pacing;

public sealed class BurstTests
{
    private readonly BurstExecutor _executor = new("test");
    private readonly List<string> _order = [];
    private readonly List<Exception> _failures = [];
    private int _over;

    [Fact]
    public void What_a_ring_wakes_runs_on_its_thread_before_the_next_ring()
    {
        var thread = Environment.CurrentManagedThreadId;

        Run(
            () => Wake("a", then: () => Wake("a's own")),
            () => Wake("b"));

        Assert.Equal([$"a {thread}", $"a's own {thread}", $"b {thread}"], _order);
        Assert.Equal(1, _over);
    }

    [Fact]
    public async Task What_is_woken_outside_of_a_burst_runs_on_the_thread_pool()
    {
        Run(() => { });
        var onPool = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        _executor.Execute(new ActionRunnable(() => onPool.SetResult(Thread.CurrentThread.IsThreadPoolThread && Burst.Current is null)));

        Assert.True(await onPool.Task.OrFail());
    }

    [Fact]
    public void A_ring_that_throws_keeps_none_of_the_others_from_ringing()
    {
        Run(
            () => Wake("a"),
            () => throw new InvalidOperationException("ring"),
            () => Wake("b", then: () => throw new InvalidOperationException("woken")),
            () => Wake("c"));

        Assert.Equal(["a", "b", "c"], _order.Select(line => line[..1]));
        Assert.Equal(["ring", "woken"], _failures.Select(failure => failure.Message));
        Assert.Equal(1, _over);
    }

    [Fact]
    public void A_burst_can_be_used_again_when_it_is_over()
    {
        var burst = new Burst(burst => _over++, _failures.Add);
        for (var times = 1; times <= 2; times++)
        {
            burst.Entries.Add(new Entry(() => _order.Add("rung")));
            burst.Execute();
            Assert.Equal(times, _order.Count);
            Assert.Equal(times, _over);
        }
    }

    private void Run(params Action[] rings)
    {
        var burst = new Burst(_ => _over++, _failures.Add);
        burst.Entries.AddRange(rings.Select(ring => new Entry(ring)));
        burst.Execute();
        Assert.Null(Burst.Current);
    }

    private void Wake(string name, Action? then = null) => _executor.Execute(new ActionRunnable(() =>
    {
        _order.Add($"{name} {Environment.CurrentManagedThreadId}");
        then?.Invoke();
    }));

    private sealed class Entry(Action ring) : WheelEntry
    {
        public override void Ring() => ring();
    }
}
