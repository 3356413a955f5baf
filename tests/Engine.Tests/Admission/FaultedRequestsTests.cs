using Akka.Actor;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Tests.Admission;

/// <summary>What a provider's actor decides for requests that faults are for.</summary>
public sealed class FaultedRequestsTests : QuietTestKit
{
    private static readonly SlotClaim One = new(Model: null, Slots: 1, Queue: 0);

    private readonly FakeTimeProvider _time = new();
    private readonly StateUnderTest _state;
    private readonly IActorRef _actor;

    public FaultedRequestsTests()
    {
        _state = new(_time);
        _actor = Sys.ActorOf(DeadlyProviderActor.Props("simple", _state));
    }

    [Fact]
    public async Task A_fault_that_replaces_the_reply_takes_no_slot()
    {
        var faulted = Assert.IsType<Decision.Faulted>(await Ask(Read("{kind: overloaded}"), One));

        Assert.Null(faulted.Then);
        Assert.Equal(0, _state.Counts.Running);
        Assert.IsType<Decision.Proceed>(await Ask([], One));
    }

    [Fact]
    public async Task A_delay_leaves_the_rest_as_it_is()
    {
        var faulted = Assert.IsType<Decision.Faulted>(await Ask(Read("{kind: delay, by: 2s}, {kind: delay}"), One));

        Assert.Equal(TimeSpan.FromSeconds(3), faulted.Hit.Delay);
        Assert.IsType<Decision.Proceed>(faulted.Then);
        Assert.Equal(1, _state.Counts.Running);
    }

    [Fact]
    public async Task The_first_that_fires_wins_and_later_ones_do_not_count()
    {
        var faults = Read("{kind: status, every: 2}, {kind: overloaded, times: 2}, {kind: delay}");

        Assert.Equal(
            ["overloaded delay", "status delay", "overloaded delay", "status delay", "delay"],
            [await Kinds(faults), await Kinds(faults), await Kinds(faults), await Kinds(faults), await Kinds(faults)]);
    }

    [Fact]
    public async Task Counts_survive_a_crash_and_a_reload_that_leaves_the_fault_unchanged()
    {
        await Kinds(Read("{name: a, kind: status, times: 2}"));
        await _actor.Ask(ProviderRequests.Deadly);
        _state.Shared.Faults.Keep(Read("{kind: delay}, {times: 2,   kind: status, name: a}"));

        Assert.Equal("status", await Kinds(Read("{kind: status, times: 2, name: a}")));
        Assert.Equal("", await Kinds(Read("{name: a, kind: status, times: 2}")));
    }

    [Fact]
    public async Task A_fault_that_was_changed_or_taken_out_begins_anew()
    {
        var (one, other) = (Read("{name: a, kind: status, times: 1}"), Read("{name: a, kind: status, times: 1, status: 503}"));

        Assert.Equal(["status", ""], [await Kinds(one), await Kinds(one)]);
        Assert.Equal("status", await Kinds(other));

        _state.Shared.Faults.Keep([]);
        Assert.Equal("status", await Kinds(other));
    }

    [Fact]
    public async Task A_faults_clock_starts_when_it_is_loaded()
    {
        var faults = Read("{kind: status, from: 10s, until: 20s}");
        _state.Shared.Faults.Keep(faults);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("", await Kinds(faults));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("status", await Kinds(faults));

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("", await Kinds(faults));
    }

    [Fact]
    public async Task Providers_share_one_count()
    {
        var other = Sys.ActorOf(ProviderActor.Props("other", new StateUnderTest(_time, _state.Shared.Faults)));
        var faults = Read("{kind: status, skip: 1, times: 2}");

        Assert.Equal(["", "status"], [await Kinds(faults), KindsOf(await Ask(other, faults))]);
        Assert.Equal(["status", ""], [await Kinds(faults), KindsOf(await Ask(other, faults))]);
    }

    [Fact]
    public async Task Without_a_name_a_fault_keeps_its_count_wherever_it_is_moved()
    {
        await Kinds(Read("{kind: status, times: 1}, {kind: overloaded, times: 1}"));

        Assert.Equal("overloaded", await Kinds(Read("{kind: delay, when: {model: other}, times: 1}, {kind: overloaded, times: 1}, {kind: status, times: 1}")
            .Where(fault => fault.Kind is not DelayFault).ToList()));
        Assert.Equal("", await Kinds(Read("{kind: status, times: 1}, {kind: overloaded, times: 1}")));
    }

    [Fact]
    public async Task Equal_faults_without_a_name_count_each_for_themselves()
    {
        var faults = Read("{kind: status, times: 1}, {kind: status, times: 1}");

        Assert.Equal(["status", "status", ""], [await Kinds(faults), await Kinds(faults), await Kinds(faults)]);
    }

    [Fact]
    public async Task A_reset_brings_counts_and_clocks_back_to_the_beginning()
    {
        var faults = Read("{kind: status, times: 1, until: 10s}");
        Assert.Equal(["status", ""], [await Kinds(faults), await Kinds(faults)]);
        _time.Advance(TimeSpan.FromSeconds(9));

        _state.Shared.Faults.Reset();
        _time.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(["status", ""], [await Kinds(faults), await Kinds(faults)]);
    }

    [Fact]
    public async Task Arrivals_of_the_same_request_have_fates_of_their_own_that_repeat()
    {
        var faults = Read("{name: f, kind: status, probability: 0.5}");
        var first = await Fates(_actor, faults);
        var second = await Fates(Sys.ActorOf(ProviderActor.Props("simple", new StateUnderTest(_time))), faults);

        Assert.Equal(first, second);
        Assert.InRange(first.Count(fate => fate == "status"), 20, 80);
    }

    private static async Task<List<string>> Fates(IActorRef actor, IReadOnlyList<Fault> faults)
    {
        var fates = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            fates.Add(KindsOf(await Ask(actor, faults)));
        }

        return fates;
    }

    private async Task<string> Kinds(IReadOnlyList<Fault> faults) => KindsOf(await Ask(faults));

    private static string KindsOf(Decision decision) =>
        string.Join(' ', (decision as Decision.Faulted)?.Hit.Faults.Select(fault => fault.Kind.Name) ?? []);

    private Task<Decision> Ask(IReadOnlyList<Fault> faults, SlotClaim? claim = null) => Ask(_actor, faults, claim);

    private static Task<Decision> Ask(IActorRef actor, IReadOnlyList<Fault> faults, SlotClaim? claim = null)
    {
        var answer = new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously);
        actor.Tell(new Protocol.Handle(1, claim, answer) { Faults = new(faults, new(5)) });
        return answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static IReadOnlyList<Fault> Read(string faults)
    {
        var reading = SnapshotReader.Read($"faults: [{faults}]", ["simple"]);
        Assert.Empty(reading.Errors);
        return reading.Snapshot!.Faults.All;
    }
}
