using Akka.Actor;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Pacing;
using MockLlm.Web.Hosting;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Metrics;
using MockLlm.Web.Metrics.Vllm;

namespace MockLlm.Bench.Contention;

/// <summary>The parts of the server that the threads of all requests or of all streams use.</summary>
internal sealed class SharedParts : IDisposable
{
    private const string Provider = "openai";

    private readonly ActorSystem _system = ActorSystem.Create("contention", AkkaSettings.Read(AppContext.BaseDirectory, []));
    private readonly IActorRef _actor;
    private readonly Meters _meters = new(TimeProvider.System);
    private readonly Drain _drain = new();

    public SharedParts()
    {
        var state = new ProviderState(TimeProvider.System, new(TimeProvider.System, new FaultCounters(TimeProvider.System)));
        _actor = _system.ActorOf(ProviderActor.Props(Provider, state).WithDispatcher("mockllm.decisions"));
    }

    /// <summary>All parts.</summary>
    public IReadOnlyList<SharedPart> All =>
    [
        // For each request: its decision, and the message at its end. Then its counters.
        new("provider: decide, finish", () => () =>
        {
            var answer = new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously);
            _actor.Tell(new Protocol.Handle(42, Claim: null, answer), ActorRefs.NoSender);
            answer.Task.GetAwaiter().GetResult();
            _actor.Tell(Protocol.Finished.Of(ReplyOutcome.Served, claim: null), ActorRefs.NoSender);
        }),
        new("drain: enter, leave", () => () =>
        {
            _drain.TryEnter();
            _drain.Leave();
        }),
        new("meters: answer, tokens", () =>
        {
            var used = new Usage(100, 20);
            return () =>
            {
                _meters.Answered(Provider, 200);
                _meters.Tokens(Provider).Add(used);
            };
        }),
        new("vllm: a plain reply", () =>
        {
            var reply = new FinishedRequest(VllmEnd.Stop, 14, 14, 1, MaxTokens: null, default, TimeSpan.FromMicroseconds(80), TimeSpan.FromMicroseconds(80)) { Uncounted = 14 };
            return () => _meters.Vllm.Of("gpt-4o").Finished(reply);
        }),
        // Once for each paced event.
        new("vllm: a token", () =>
        {
            var gap = TimeSpan.FromMilliseconds(20);
            return () => _meters.Vllm.Of("gpt-4o").Next(1, gap);
        }),
        new("lateness: record", () =>
        {
            var lateness = TimeSpan.FromMicroseconds(300);
            return () => _meters.Lateness.Record(TimeProvider.System.GetTimestamp(), lateness);
        }),
        new("wheel: set an alarm", () =>
        {
            var alarm = TimerWheels.Shared.NewAlarm(() => { });
            return () => alarm.Set(TimeSpan.FromMilliseconds(20));
        }),
    ];

    public void Dispose()
    {
        _system.Terminate().Wait();
        _system.Dispose();
        _drain.Dispose();
    }
}
