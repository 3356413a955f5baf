using Akka.Actor;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Tests.Admission;

/// <summary>Who gets a slot of a provider or a model, and when.</summary>
public sealed class SlotsTests : QuietTestKit
{
    private static readonly SlotClaim One = new(null, Slots: 1, Queue: null);

    private readonly FakeTimeProvider _time = new();
    private readonly StateUnderTest _state;
    private readonly IActorRef _actor;

    public SlotsTests()
    {
        _state = new(_time);
        _actor = Sys.ActorOf(ProviderActor.Props("simple", _state));
    }

    [Fact]
    public async Task A_request_that_finds_a_slot_does_not_wait_and_knows_how_many_run()
    {
        var two = One with { Slots = 2 };

        Assert.Equal(new Decision.Proceed(0, Running: 1), await _actor.Ask(1, two));
        Assert.Equal(new Decision.Proceed(0, Running: 2), await _actor.Ask(2, two));
    }

    [Fact]
    public async Task The_oldest_waiter_is_let_in_when_a_slot_is_free_and_knows_when()
    {
        await _actor.Ask(1, One);
        var first = await Queue(2);
        var second = await Queue(3);
        Assert.Equal((1, 2), (_state.Counts.Running, _state.Counts.Queued));

        _time.Advance(TimeSpan.FromSeconds(3));
        _actor.Finish(ReplyOutcome.Served, One);

        Assert.Equal(new Decision.Proceed(0, Running: 1, GrantedAt: _time.GetTimestamp()), await first);
        await _actor.Settled();
        Assert.False(second.IsCompleted);
        Assert.Equal((1, 1), (_state.Counts.Running, _state.Counts.Queued));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_queue_that_is_full_overloads_the_next(int limit)
    {
        var claim = One with { Queue = limit };
        await _actor.Ask(1, claim);
        for (var waiting = 0; waiting < limit; waiting++)
        {
            Assert.IsType<Decision.Queued>(await _actor.Ask(2, claim));
        }

        Assert.Same(Decision.Overloaded.Instance, await _actor.Ask(3, claim));
        Assert.Equal((1, limit), (_state.Counts.Running, _state.Counts.Queued));
    }

    [Fact]
    public async Task One_that_leaves_makes_room_in_the_queue_and_those_behind_it_move_up()
    {
        var claim = One with { Queue = 2 };
        await _actor.Ask(1, claim);
        var left = Assert.IsType<Decision.Queued>(await _actor.Ask(2, claim)).Waiter;
        var next = Assert.IsType<Decision.Queued>(await _actor.Ask(3, claim)).Waiter;

        _actor.Tell(new Protocol.Leave(left));
        Assert.Same(Decision.Gone.Instance, await left.Turn);
        Assert.IsType<Decision.Queued>(await _actor.Ask(4, claim));
        _actor.Finish(ReplyOutcome.Served, claim);

        Assert.IsType<Decision.Proceed>(await next.Turn);
    }

    [Fact]
    public async Task One_that_leaves_after_its_turn_came_keeps_its_slot_until_it_is_finished()
    {
        await _actor.Ask(1, One);
        var waiter = Assert.IsType<Decision.Queued>(await _actor.Ask(2, One)).Waiter;
        _actor.Finish(ReplyOutcome.Served, One);
        await waiter.Turn;

        _actor.Tell(new Protocol.Leave(waiter));
        await _actor.Settled();

        Assert.Equal(1, _state.Counts.Running);
        Assert.Equal(0, _state.Counts.Restarts);
    }

    [Fact]
    public async Task A_models_slots_are_apart_from_others()
    {
        var (large, small) = (One with { Model = "large" }, One with { Model = "small" });
        await _actor.Ask(1, large);

        Assert.Equal(new Decision.Proceed(0, Running: 1), await _actor.Ask(2, small));
        Assert.Equal(new Decision.Proceed(0, Running: 1), await _actor.Ask(3, One));
        Assert.IsType<Decision.Proceed>(await _actor.Ask(4));
        var waiter = Assert.IsType<Decision.Queued>(await _actor.Ask(5, large)).Waiter;
        _actor.Finish(ReplyOutcome.Served, small);
        await _actor.Settled();
        Assert.False(waiter.Turn.IsCompleted);

        _actor.Finish(ReplyOutcome.Served, large);
        Assert.IsType<Decision.Proceed>(await waiter.Turn);
    }

    [Fact]
    public async Task An_edit_that_adds_slots_lets_as_many_in()
    {
        await _actor.Ask(1, One);
        var (first, second, third) = (await Queue(2), await Queue(3), await Queue(4));

        _actor.Tell(new Protocol.Edited([One with { Slots = 3 }]));

        Assert.Equal((2, 3), (Running(await first), Running(await second)));
        await _actor.Settled();
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public async Task An_edit_that_takes_the_slots_away_lets_everybody_in()
    {
        await _actor.Ask(1, One);
        var (first, second) = (await Queue(2), await Queue(3));

        _actor.Tell(new Protocol.Edited([One with { Model = "another" }]));

        Assert.Equal((2, 3), (Running(await first), Running(await second)));
    }

    [Fact]
    public async Task Fewer_slots_let_nobody_in_until_enough_are_over()
    {
        var two = One with { Slots = 2 };
        await _actor.Ask(1, two);
        await _actor.Ask(2, two);
        var waiting = await Queue(3);

        _actor.Finish(ReplyOutcome.Served, two);
        await _actor.Settled();
        Assert.False(waiting.IsCompleted);
        _actor.Finish(ReplyOutcome.Served, two);

        Assert.Equal(1, Running(await waiting));
    }

    private static int Running(Decision decision) => Assert.IsType<Decision.Proceed>(decision).Running;

    private async Task<Task<Decision>> Queue(ulong key) => Assert.IsType<Decision.Queued>(await _actor.Ask(key, One)).Waiter.Turn;
}
