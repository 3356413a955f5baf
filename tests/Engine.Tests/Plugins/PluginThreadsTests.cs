using Akka.Configuration;
using MockLlm.Engine.Plugins;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Engine.Tests.Plugins;

public sealed class PluginThreadsTests() : QuietTestKit(PluginThreads.Settings(Written, "slow").WithFallback(Written))
{
    private static readonly Config Written = ConfigurationFactory.ParseString("mockllm.plugin { threads = 3, waiting = 2 }");

    private readonly ManualResetEventSlim _gate = new();

    [Fact]
    public async Task Handlers_never_overlap_not_even_after_what_they_await()
    {
        var threads = new PluginThreads(Sys, "slow", concurrent: false);
        var running = 0;
        var overlaps = 0;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => threads.Handle(
            async () =>
            {
                Step();
                await Task.Yield();
                Step();
                return true;
            },
            default))).OrFail();

        Assert.Equal(0, overlaps);

        void Step()
        {
            overlaps += Interlocked.Increment(ref running) - 1;
            Thread.SpinWait(1_000);
            Interlocked.Decrement(ref running);
        }
    }

    [Fact]
    public async Task Concurrent_handlers_overlap_and_leave_a_thread_for_words()
    {
        var threads = new PluginThreads(Sys, "slow", concurrent: true);
        using var both = new CountdownEvent(2);

        var blocked = Enumerable.Range(0, 2).Select(_ => threads.Handle(() => Block(both), default)).ToList();
        both.Wait();

        Assert.Equal("sorry", await threads.Say(() => "sorry").OrFail());
        _gate.Set();
        await Task.WhenAll(blocked).OrFail();
    }

    [Fact]
    public async Task It_is_full_while_as_many_calls_wait_as_may_and_not_after()
    {
        var threads = new PluginThreads(Sys, "slow", concurrent: false);
        using var begun = new CountdownEvent(1);
        var first = threads.Handle(() => Block(begun), default);
        begun.Wait();

        var waiting = Enumerable.Range(0, 2).Select(_ => threads.Handle(() => Task.FromResult(true), default)).ToList();
        Assert.True(threads.IsFull);

        _gate.Set();
        await Task.WhenAll([first, .. waiting]).OrFail();
        Assert.False(threads.IsFull);
    }

    [Fact]
    public async Task What_was_given_up_before_its_turn_is_never_begun()
    {
        var threads = new PluginThreads(Sys, "slow", concurrent: false);
        using var begun = new CountdownEvent(1);
        using var over = new CancellationTokenSource();
        var called = false;
        var first = threads.Handle(() => Block(begun), default);
        begun.Wait();
        var late = threads.Handle(() => Task.FromResult(called = true), over.Token);

        await over.CancelAsync();
        _gate.Set();

        await first.OrFail();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late.OrFail());
        Assert.False(called);
    }

    private Task<bool> Block(CountdownEvent begun)
    {
        begun.Signal();
        _gate.Wait();
        return Task.FromResult(true);
    }
}
