using Akka.Actor;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Tests.Admission;

public sealed class ProviderCrashTests : QuietTestKit
{
    private readonly StateUnderTest _state = new();
    private readonly IActorRef _actor;

    public ProviderCrashTests() => _actor = Sys.ActorOf(DeadlyProviderActor.Props("simple", _state));

    [Fact]
    public async Task The_request_that_was_being_decided_gets_the_crash_decision()
    {
        var decision = await _actor.Ask(ProviderRequests.Deadly);

        Assert.Same(Decision.Crashed.Instance, decision);
        Assert.Equal(1, _state.Counts.Restarts);
    }

    [Fact]
    public async Task Those_waiting_in_the_mailbox_are_served_in_their_order()
    {
        using var gate = new ManualResetEventSlim();
        var first = _actor.Work(() => { gate.Wait(); return new("first"); });
        var crashed = _actor.Ask(ProviderRequests.Deadly);
        var waiting = Enumerable.Range(0, 20).Select(_ => _actor.Ask(2)).ToList();

        gate.Set();

        Assert.Equal(new HandlerOutcome("first", null), await first);
        Assert.IsType<Decision.Crashed>(await crashed);
        Assert.Equal(Enumerable.Range(0, 20).Select(ordinal => new Decision.Proceed(ordinal)), await Task.WhenAll(waiting));
    }

    [Fact]
    public async Task A_crash_logs_its_exception()
    {
        await EventFilter.Exception<InvalidOperationException>("A deadly request.").ExpectOneAsync(
            () => _actor.Ask(ProviderRequests.Deadly));
    }

    [Fact]
    public async Task Slots_survive_and_are_freed_by_the_replies_that_hold_them()
    {
        await _actor.Ask(1);
        await _actor.Ask(2);

        await _actor.Ask(ProviderRequests.Deadly);
        Assert.Equal(2, _state.Counts.Running);

        _actor.Finish(ReplyOutcome.Served);
        _actor.Finish(ReplyOutcome.Abandoned);
        await _actor.Settled();
        Assert.Equal((0, 1, 1, 0), (_state.Counts.Running, _state.Counts.Served, _state.Counts.Abandoned, _state.Counts.Failed));
    }

    [Fact]
    public async Task Counters_survive()
    {
        Assert.Equal(new Decision.Proceed(0), await _actor.Ask(1));
        _actor.Finish(ReplyOutcome.Served);

        await _actor.Ask(ProviderRequests.Deadly);

        Assert.Equal(new Decision.Proceed(1), await _actor.Ask(1));
        Assert.Equal(1, _state.Counts.Served);
    }

    [Fact]
    public async Task A_handler_that_is_under_way_comes_to_its_end()
    {
        var gate = new TaskCompletionSource();
        var slow = _actor.Work(async () =>
        {
            await gate.Task;
            return "slow";
        });

        await _actor.Ask(ProviderRequests.Deadly);
        gate.SetResult();

        Assert.Equal(new HandlerOutcome("slow", null), await slow);
    }

    [Fact]
    public async Task Those_in_the_queue_keep_their_order()
    {
        var claim = new SlotClaim(null, 1, null);
        await _actor.Ask(1, claim);
        var first = Assert.IsType<Decision.Queued>(await _actor.Ask(2, claim)).Waiter.Turn;
        var second = Assert.IsType<Decision.Queued>(await _actor.Ask(3, claim)).Waiter.Turn;

        await _actor.Ask(ProviderRequests.Deadly, claim);
        _actor.Finish(ReplyOutcome.Served, claim);

        Assert.IsType<Decision.Proceed>(await first);
        await _actor.Settled();
        Assert.False(second.IsCompleted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_request_that_was_admitted_or_queued_before_its_crash_leaves_nothing_behind(int running)
    {
        var claim = new SlotClaim(null, 1, null);
        for (var reply = 0; reply < running; reply++)
        {
            await _actor.Ask(1, claim);
        }

        Assert.Same(Decision.Crashed.Instance, await _actor.Ask(ProviderRequests.DeadlyLate, claim));
        await _actor.Settled();
        Assert.Equal((running, 0), (_state.Counts.Running, _state.Counts.Queued));
    }
}
