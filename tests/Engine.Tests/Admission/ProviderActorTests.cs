using Akka.Actor;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Handlers;

namespace MockLlm.Engine.Tests.Admission;

public sealed class ProviderActorTests : QuietTestKit
{
    private readonly StateUnderTest _state = new();

    [Fact]
    public async Task A_request_without_a_claim_is_let_through_with_its_ordinal()
    {
        var actor = Start();

        Assert.Equal(new Decision.Proceed(0), await actor.Ask(1));
        Assert.Equal(new Decision.Proceed(1), await actor.Ask(1));
        Assert.Equal(new Decision.Proceed(0), await actor.Ask(2));
    }

    [Fact]
    public async Task Work_runs_in_the_actor_and_its_result_comes_back()
    {
        Assert.Equal(new HandlerOutcome("done", null), await Start().Work(() => new("done")));
    }

    [Fact]
    public async Task Handlers_that_do_not_overlap_run_one_at_a_time()
    {
        var actor = Start();
        var (inside, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => actor.Work(() =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.Yield();
            Interlocked.Decrement(ref inside);
            return new((object?)null);
        }))));

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task An_async_handler_leaves_the_mailbox_at_its_first_await()
    {
        var actor = Start();
        var gate = new TaskCompletionSource();
        var slow = actor.Work(async () =>
        {
            await gate.Task;
            return "slow";
        });

        Assert.Equal(new HandlerOutcome("quick", null), await actor.Work(() => new("quick")));
        Assert.False(slow.IsCompleted);

        gate.SetResult();
        Assert.Equal(new HandlerOutcome("slow", null), await slow);
    }

    [Fact]
    public async Task A_handlers_exception_fails_its_own_request_and_restarts_nothing()
    {
        var actor = Start();

        var failed = await actor.Work(() => throw new InvalidOperationException("Thrown at once."));
        var next = await actor.Work(() => new("fine"));

        Assert.Equal("Thrown at once.", failed.Failure?.Message);
        Assert.Equal(new HandlerOutcome("fine", null), next);
        Assert.Equal(0, _state.Counts.Restarts);
    }

    [Fact]
    public async Task An_async_handlers_exception_fails_its_own_request_and_restarts_nothing()
    {
        var actor = Start();
        var gate = new TaskCompletionSource();
        var failing = actor.Work(async () =>
        {
            await gate.Task;
            throw new InvalidOperationException("Thrown late.");
        });

        gate.SetResult();

        Assert.Equal("Thrown late.", (await failing).Failure?.Message);
        Assert.IsType<Decision.Proceed>(await actor.Ask(2));
        Assert.Equal(0, _state.Counts.Restarts);
    }

    [Fact]
    public async Task A_slot_is_held_until_the_reply_is_over()
    {
        var actor = Start();
        await actor.Ask(1);
        await actor.Ask(2);
        Assert.Equal(2, _state.Counts.Running);

        actor.Finish(ReplyOutcome.Served);
        await actor.Ask(3);

        Assert.Equal((2, 1), (_state.Counts.Running, _state.Counts.Served));
    }

    [Theory]
    [InlineData(ReplyOutcome.Served, 1, 0, 0)]
    [InlineData(ReplyOutcome.Abandoned, 0, 1, 0)]
    [InlineData(ReplyOutcome.Failed, 0, 0, 1)]
    internal async Task A_reply_is_counted_by_how_it_ended(ReplyOutcome end, long served, long abandoned, long failed)
    {
        var actor = Start();
        await actor.Ask(1);

        actor.Finish(end);
        await actor.Settled();

        Assert.Equal((0, served, abandoned, failed), (_state.Counts.Running, _state.Counts.Served, _state.Counts.Abandoned, _state.Counts.Failed));
    }

    private IActorRef Start() => Sys.ActorOf(ProviderActor.Props("simple", _state));
}
