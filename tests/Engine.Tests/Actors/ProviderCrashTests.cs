using Akka.Actor;
using Akka.TestKit.Xunit2;
using MockLlm.Engine.Actors;

namespace MockLlm.Engine.Tests.Actors;

public sealed class ProviderCrashTests : TestKit
{
    private readonly ProviderLedger _ledger = new();
    private readonly IActorRef _actor;

    public ProviderCrashTests() => _actor = Sys.ActorOf(ProviderActor.Props("simple", _ledger, ProviderRequests.Decide));

    [Fact]
    public async Task The_request_that_was_being_decided_gets_the_crash_decision()
    {
        var decision = await _actor.Send(ProviderRequests.Deadly);

        Assert.Same(Decision.Crashed.Instance, decision);
        Assert.Equal(1, _ledger.Restarts);
    }

    [Fact]
    public async Task Those_waiting_in_the_mailbox_are_served_in_their_order()
    {
        using var gate = new ManualResetEventSlim();
        var first = _actor.Send(1, _ => { gate.Wait(); return new("first"); });
        var crashed = _actor.Send(ProviderRequests.Deadly);
        var waiting = Enumerable.Range(0, 20).Select(_ => _actor.Send(2)).ToList();

        gate.Set();

        Assert.Equal(new Decision.Handled("first", null), await first);
        Assert.IsType<Decision.Crashed>(await crashed);
        Assert.Equal(Enumerable.Range(0, 20).Select(ordinal => new Decision.Proceed(ordinal)), await Task.WhenAll(waiting));
    }

    [Fact]
    public async Task A_crash_logs_its_exception()
    {
        await EventFilter.Exception<InvalidOperationException>("A deadly request.").ExpectOneAsync(
            () => _actor.Send(ProviderRequests.Deadly));
    }

    [Fact]
    public async Task Slots_survive_and_are_freed_by_the_replies_that_hold_them()
    {
        await _actor.Send(1);
        await _actor.Send(2);

        await _actor.Send(ProviderRequests.Deadly);
        Assert.Equal(2, _ledger.Slots);

        _actor.Finish(ReplyEnd.Served);
        _actor.Finish(ReplyEnd.Abandoned);
        await _actor.Ask<ActorIdentity>(new Identify(null));
        Assert.Equal((0, 1, 1, 0), (_ledger.Slots, _ledger.Served, _ledger.Abandoned, _ledger.Failed));
    }

    [Fact]
    public async Task Counters_survive()
    {
        Assert.Equal(new Decision.Proceed(0), await _actor.Send(1));
        _actor.Finish(ReplyEnd.Served);

        await _actor.Send(ProviderRequests.Deadly);

        Assert.Equal(new Decision.Proceed(1), await _actor.Send(1));
        Assert.Equal(1, _ledger.Served);
    }

    [Fact]
    public async Task A_handler_that_is_under_way_comes_to_its_end()
    {
        var gate = new TaskCompletionSource();
        var slow = _actor.Send(1, async _ =>
        {
            await gate.Task;
            return "slow";
        });

        await _actor.Send(ProviderRequests.Deadly);
        gate.SetResult();

        Assert.Equal(new Decision.Handled("slow", null), await slow);
        Assert.Equal(1, _ledger.Slots);
    }
}
