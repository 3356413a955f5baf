using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Tests.Matching;
using MockLlm.Engine.Tests.Work;

namespace MockLlm.Engine.Tests.Admission;

public sealed class AdmissionClientTests : QuietTestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StateUnderTest _state = new();
    private readonly AdmissionClient _client = new(TimeProvider.System, NullLogger<AdmissionClient>.Instance, CancellationToken.None);
    private readonly ProviderRuntime _runtime;

    public AdmissionClientTests()
    {
        var actor = Sys.ActorOf(ProviderActor.Props("plain", _state));
        _runtime = new(ProviderDiscovery.Register(typeof(PlainProvider)), _state, _state.Shared, actor, threads: null);
    }

    [Fact]
    public async Task A_request_that_does_not_wait_never_asks_whether_its_client_left()
    {
        var request = Request(slots: 1) with { Work = new ClientWork(() => throw new InvalidOperationException("Nobody waits.")) };

        Assert.IsType<AdmissionResult.Admitted>(await Admit(request));
    }

    [Fact]
    public async Task A_client_that_leaves_the_queue_gives_its_place_back()
    {
        await Admit(Request(slots: 1));
        using var left = new CancellationTokenSource();

        var waiting = Admit(Request(slots: 1) with { Work = new ClientWork(() => left.Token) });
        await left.CancelAsync();

        Assert.IsType<AdmissionResult.Left>(await waiting);
        Assert.Equal((1, 0), (_state.Counts.Running, _state.Counts.Queued));
    }

    [Fact]
    public async Task Only_an_admitted_request_frees_a_slot_when_it_is_finished()
    {
        var request = Request(slots: 1);
        var admitted = await Admit(request);

        _client.Finish(_runtime, request, new AdmissionResult.Overloaded(Fired: null), ReplyOutcome.Failed);
        await _runtime.Actor.Settled();
        Assert.Equal(1, _state.Counts.Running);

        _client.Finish(_runtime, request, admitted, ReplyOutcome.Served);
        await _runtime.Actor.Settled();
        Assert.Equal((0, 1), (_state.Counts.Running, _state.Counts.Served));
    }

    [Fact]
    public async Task A_request_whose_time_is_over_gives_back_its_slot_and_the_charge_of_its_limit()
    {
        using var busy = new ManualResetEventSlim();
        _runtime.Actor.Tell(new Protocol.Work(
            () =>
            {
                busy.Wait(Patience);
                return default;
            },
            new()), ActorRefs.NoSender);
        var limit = LimitClaim.Of(new LimitPolicy(1, 0, 0, 0, LimitScope.Provider), Inputs.Identity("plain", "m", listed: null));
        var server = Snapshot.Default.Server with { HandlerTimeout = TimeSpan.FromMilliseconds(20) };

        var result = await Admit(Request(slots: 1) with { Limit = limit, Snapshot = Snapshot.Default with { Server = server } });
        busy.Set();

        Assert.IsType<AdmissionResult.TimedOut>(result);
        await AwaitConditionAsync(() => Task.FromResult(_state.Counts.Running == 0 && _state.Shared.Limits.Charge(limit, LimitCost.OneRequest) is null), Patience);
    }

    private Task<AdmissionResult> Admit(IdentifiedRequest request) => _client.Admit(_runtime, request).AsTask().WaitAsync(Patience);

    private static IdentifiedRequest Request(int slots) => Inputs.Request("plain", Snapshot.Default) with
    {
        Latency = new(new() { Slots = slots }, model: null),
    };

    [RegisterProvider("plain")]
    private sealed class PlainProvider : LlmProvider;
}
