using Akka.Actor;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Tests.Admission;

/// <summary>Does to a provider actor what a story tells, and compares each time what became of every request with a model.</summary>
internal sealed class SlotStory(IActorRef actor, StateUnderTest state)
{
    private readonly List<Request> _all = [];
    private readonly Dictionary<string, int?> _slots = [];
    private int _crashes;

    private enum Fate
    {
        Waits,
        Runs,
        Refused,
        Gone,
        Crashed,
        Over,
    }

    public async Task Tell(Step step)
    {
        switch (step)
        {
            case Step.Arrive arrive:
                await Arrive(arrive.Key, arrive.Claim);
                break;
            case Step.Leave leave when Pick(Queued(), leave.Which) is { Waiter: { } waiter } one:
                actor.Tell(new Protocol.Leave(waiter));
                one.Expected = one.Expected == Fate.Waits ? Fate.Gone : one.Expected;
                break;
            case Step.Finish finish when Pick(Running(), finish.Which) is { } one:
                Finish(one, finish.End);
                break;
            case Step.Edit edit:
                actor.Tell(new Protocol.Edited(edit.Claims));
                var slots = edit.Claims.ToDictionary(Pool, claim => claim.Slots);
                foreach (var pool in _slots.Keys.ToList())
                {
                    _slots[pool] = slots.TryGetValue(pool, out var known) ? known : null;
                    LetIn(pool);
                }

                break;
        }

        await Compare();
    }

    /// <summary>Finishes what runs until nobody is left.</summary>
    public async Task End()
    {
        while (Running() is [var one, ..])
        {
            Finish(one, ReplyOutcome.Served);
            await Compare();
        }

        Assert.Equal((0, 0), (state.Counts.Running, state.Counts.Queued));
        Assert.DoesNotContain(_all, one => one.Expected is Fate.Waits or Fate.Runs);
    }

    private static string Pool(SlotClaim claim) => claim.Model ?? "";

    private static Request? Pick(List<Request> some, int which) => some.Count == 0 ? null : some[which % some.Count];

    private async Task Arrive(ulong key, SlotClaim? claim)
    {
        var one = new Request(claim);
        if (key == ProviderRequests.Deadly)
        {
            one.Expected = Fate.Crashed;
            _crashes++;
        }
        else if (claim is null)
        {
            one.Expected = Fate.Runs;
        }
        else
        {
            _slots[Pool(claim)] = claim.Slots;
            LetIn(Pool(claim));
            one.Expected = HasRoom(Pool(claim)) ? Fate.Runs : In(Pool(claim), Fate.Waits).Count >= claim.Queue ? Fate.Refused : Fate.Waits;
        }

        if (key == ProviderRequests.DeadlyLate)
        {
            one.Expected = Fate.Crashed;
            _crashes++;
        }

        one.Take(await actor.Ask(key, claim));
        _all.Add(one);
    }

    private void Finish(Request one, ReplyOutcome end)
    {
        actor.Finish(end, one.Claim);
        one.Expected = Fate.Over;
        if (one.Claim is { } claim)
        {
            LetIn(Pool(claim));
        }
    }

    private void LetIn(string pool)
    {
        while (HasRoom(pool) && In(pool, Fate.Waits) is [var oldest, ..])
        {
            oldest.Expected = Fate.Runs;
        }
    }

    private bool HasRoom(string pool) => _slots[pool] is not { } slots || In(pool, Fate.Runs).Count < slots;

    private List<Request> In(string pool, Fate fate) =>
        [.. _all.Where(one => one.Claim is { } claim && Pool(claim) == pool && one.Expected == fate)];

    private List<Request> Queued() => [.. _all.Where(one => one.Waiter is not null)];

    private List<Request> Running() => [.. _all.Where(one => one.Expected == Fate.Runs)];

    private async Task Compare()
    {
        await actor.Settled();
        Assert.All(_all.Where(one => one.Expected != Fate.Over), one => Assert.Equal(one.Expected, one.Actual));
        Assert.Equal((Running().Count, _all.Count(one => one.Expected == Fate.Waits)), ((int)state.Counts.Running, (int)state.Counts.Queued));
        Assert.Equal(_crashes, state.Counts.Restarts);
    }

    /// <summary>A request, what the model says of it, and what it was told.</summary>
    private sealed class Request(SlotClaim? claim)
    {
        private Decision? _decision;

        public SlotClaim? Claim => claim;

        public Fate Expected { get; set; }

        public SlotWaiter? Waiter { get; private set; }

        public Fate Actual => (Waiter is { Turn: { IsCompleted: true } turn } ? turn.Result : _decision) switch
        {
            Decision.Queued => Fate.Waits,
            Decision.Proceed => Fate.Runs,
            Decision.Overloaded => Fate.Refused,
            Decision.Gone => Fate.Gone,
            _ => Fate.Crashed,
        };

        public void Take(Decision decision)
        {
            _decision = decision;
            Waiter = (decision as Decision.Queued)?.Waiter;
        }
    }
}
