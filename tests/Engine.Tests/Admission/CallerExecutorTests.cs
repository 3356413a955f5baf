using Akka.Actor;
using Akka.Configuration;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Engine.Tests.Admission;

public sealed class CallerExecutorTests() : QuietTestKit(Settings)
{
    private const int Throughput = 100;

    private static readonly Config Settings = ConfigurationFactory.ParseString(
        """
        test.decisions {
          type = Dispatcher
          executor = "MockLlm.Engine.Admission.CallerExecutorConfigurator, MockLlm.Engine"
          throughput = 100
        }
        """);

    private readonly StateUnderTest _state = new();

    [Fact]
    public async Task A_request_is_decided_when_the_send_returns()
    {
        var actor = await Start(ProviderActor.Props("test", _state));

        for (var ordinal = 0; ordinal < 3; ordinal++)
        {
            var answer = new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously);
            actor.Tell(new Protocol.Handle(1, Claim: null, answer), ActorRefs.NoSender);

            Assert.True(answer.Task.IsCompleted);
            Assert.Equal(new Decision.Proceed(ordinal), await answer.Task);
        }
    }

    [Fact]
    public async Task A_message_from_inside_an_actor_is_not_handled_inside_it()
    {
        var threads = new List<int>();
        var wasInside = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var isInside = new ThreadLocal<bool>();
        var inner = await Start(Act(_ => wasInside.SetResult(isInside.Value)));
        var outer = await Start(Act(_ =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            isInside.Value = true;
            inner.Tell("go", ActorRefs.NoSender);
            isInside.Value = false;
        }));

        outer.Tell("go", ActorRefs.NoSender);

        Assert.Equal([Environment.CurrentManagedThreadId], threads);
        Assert.False(await wasInside.Task.OrFail());
    }

    [Fact]
    public async Task A_thread_handles_a_bounded_number_of_the_messages_of_others()
    {
        const int Waiting = 10 * Throughput;
        var (handled, here) = (0, 0);
        var (entered, go) = (new TaskCompletionSource(), new ManualResetEventSlim());
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread? first = null;
        var actor = await Start(Act(_ =>
        {
            if (handled++ == 0)
            {
                entered.SetResult();
                go.Wait(TimeSpan.FromSeconds(30));
            }

            here += Thread.CurrentThread == first ? 1 : 0;
            if (handled == Waiting + 1)
            {
                all.SetResult();
            }
        }));

        first = new Thread(() => actor.Tell("first", ActorRefs.NoSender));
        first.Start();
        await entered.Task.OrFail();
        for (var i = 0; i < Waiting; i++)
        {
            actor.Tell("next", ActorRefs.NoSender);
        }

        go.Set();
        Assert.True(first.Join(TimeSpan.FromSeconds(30)));

        await all.Task.OrFail();
        // Akka handles one more than the throughput.
        Assert.InRange(here, 1, Throughput + 1);
    }

    [Fact]
    public async Task After_a_crash_the_next_request_is_decided_at_once_again()
    {
        var actor = await Start(DeadlyProviderActor.Props("test", _state));
        Assert.Equal(Decision.Crashed.Instance, await actor.Ask(ProviderRequests.Deadly).OrFail());
        await Rests(actor);

        var answer = new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously);
        actor.Tell(new Protocol.Handle(1, Claim: null, answer), ActorRefs.NoSender);

        Assert.True(answer.Task.IsCompleted);
    }

    private async Task<IActorRef> Start(Props props)
    {
        var actor = Sys.ActorOf(props.WithDispatcher("test.decisions"));
        await Rests(actor);
        return actor;
    }

    // An actor that another thread creates or restarts decides there until it has no more messages.
    private static async Task Rests(IActorRef actor)
    {
        while (actor.Ask<ActorIdentity>(new Identify(null)) is { IsCompleted: false } asked)
        {
            await asked.OrFail();
        }
    }

    private static Props Act(Action<object> handle) => Props.Create(() => new Acting(handle));

    private sealed class Acting : ReceiveActor
    {
        public Acting(Action<object> handle) => ReceiveAny(handle);
    }
}
