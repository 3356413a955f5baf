using Akka.Actor;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;

namespace MockLlm.Engine.Tests.Admission;

/// <summary>Limits are asked before slots, and outlive the actor.</summary>
public sealed class LimitsTests : QuietTestKit
{
    private static readonly LimitClaim Two = new(new(2, 0, 0, 0), Account: 1, Model: null);

    private readonly StateUnderTest _state = new(new FakeTimeProvider());
    private readonly IActorRef _actor;

    public LimitsTests()
        : base("akka.loglevel = OFF") => _actor = Sys.ActorOf(DeadlyProviderActor.Props("simple", _state));

    private long Left => Assert.Single(_state.Shared.Limits.State(Two).Levels).Remaining;

    [Fact]
    public async Task A_request_over_its_limit_is_refused_at_once_and_takes_no_slot()
    {
        await _actor.Ask(1, limit: Two);
        await _actor.Ask(2, limit: Two);

        var decision = await _actor.Ask(3, new SlotClaim(null, Slots: 1, Queue: null), Two);

        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<Decision.Limited>(decision).Refusal.RetryAfter);
        Assert.Equal((2, 0), (_state.Counts.Running, _state.Counts.Queued));
    }

    [Fact]
    public async Task A_request_that_finds_the_queue_full_is_given_back()
    {
        var one = new SlotClaim(null, Slots: 1, Queue: 0);
        await _actor.Ask(1, one, Two);

        Assert.IsType<Decision.Overloaded>(await _actor.Ask(2, one, Two));
        Assert.Equal(1, Left);
    }

    [Fact]
    public async Task A_restart_keeps_what_is_used_up_and_gives_the_deadly_request_back()
    {
        await _actor.Ask(1, limit: Two);

        Assert.IsType<Decision.Crashed>(await _actor.Ask(ProviderRequests.DeadlyLate, limit: Two));
        Assert.Equal(1, Left);
    }
}
