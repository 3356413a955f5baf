using System.Collections.Concurrent;
using System.Text;
using Akka.Streams.Dsl;
using MockLlm.Engine;

/// <summary>Misbehaves in every way a plug-in can, one route each.</summary>
[RegisterProvider("hostile", Version = "0.0.1", Concurrent = true)]
public sealed class HostileProvider : LlmProvider
{
    // Set by a test: what blocks goes on when it is.
    public static readonly ManualResetEventSlim Gate = new();

    // One for every stream that blocks.
    public static readonly SemaphoreSlim Blocked = new(0);

    // Set by a test: what Forget does, apart from noting its thread.
    public static readonly ConcurrentQueue<Action> Forgetting = new();

    private volatile string _forgotten = "never";

    public override void Forget()
    {
        _forgotten = Thread.CurrentThread.IsThreadPoolThread ? "pool" : "own";
        while (Forgetting.TryDequeue(out var action))
        {
            action();
        }
    }

    [Get("/hostile/forgotten")]
    public object Forgotten() => new { thread = _forgotten };

    public override Problem? ValidateHead(RequestHead head)
    {
        if (head.Path == "/hostile/block-check")
        {
            Gate.Wait();
        }

        return head.Path == "/hostile/wordless" ? new(418, "wordless", "Nothing to say.") : null;
    }

    public override Reply Error(int status, string kind, string message)
    {
        if (kind == "wordless")
        {
            Gate.Wait();
        }

        return Reply.Json(new { hostile = kind, thread = Thread.CurrentThread.IsThreadPoolThread ? "pool" : "own" }, status);
    }

    [Get("/hostile/wordless")]
    public object Wordless() => new { };

    [Get("/hostile/fine")]
    public object Fine() => new { fine = true };

    [Get("/hostile/thread")]
    public async Task<object> Threads()
    {
        var before = Thread.CurrentThread.IsThreadPoolThread;
        await Task.Yield();
        return new { before, after = Thread.CurrentThread.IsThreadPoolThread, lazily = new Lazy() };
    }

    [Get("/hostile/throw")]
    public object Throw() => throw new InvalidOperationException("A secret of the plug-in.");

    [Get("/hostile/block")]
    public object Block()
    {
        Gate.Wait();
        return new { blocked = true };
    }

    [Get("/hostile/block-check")]
    public object BlockCheck() => new { blocked = true };

    [Get("/hostile/sleep")]
    public object Sleep()
    {
        Thread.Sleep(TimeSpan.FromSeconds(10));
        return new { slept = true };
    }

    [Get("/hostile/hang")]
    public Task<object> Hang() => new TaskCompletionSource<object>().Task;

    [Get("/hostile/stream-throws")]
    public Reply StreamThrows() => Reply.Stream(Sse.ContentType, Source.From(Frames()));

    [Get("/hostile/stream-thread")]
    public Reply StreamThread() => Reply.Stream("text/plain", Source.From([0]).Select(_ => Frame(Thread.CurrentThread.IsThreadPoolThread ? "pool" : "own")));

    [Get("/hostile/stream-blocks")]
    public Reply StreamBlocks() => Reply.Stream(Sse.ContentType, Source.Unfold(0, Next));

    [Get("/hostile/stream-blocks-first")]
    public Reply StreamBlocksFirst() => Reply.Stream(Sse.ContentType, Source.From(BlockingFrames()));

    [Get("/hostile/stream-blocks-opening")]
    public Reply StreamBlocksOpening() => Reply.Stream(Sse.ContentType, Source.From(new BlockingOpening()));

    private static Akka.Util.Option<(int, Frame)> Next(int index)
    {
        if (index == 1)
        {
            BlockStream();
        }

        return (index + 1, Frame("one"));
    }

    private static IEnumerable<Frame> BlockingFrames()
    {
        BlockStream();
        yield return Frame("late");
    }

    private static void BlockStream()
    {
        Blocked.Release();
        Gate.Wait();
    }

    private sealed class BlockingOpening : IEnumerable<Frame>
    {
        public IEnumerator<Frame> GetEnumerator()
        {
            BlockStream();
            return BlockingFrames().GetEnumerator();
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static IEnumerable<Frame> Frames()
    {
        yield return Frame("one");
        throw new InvalidOperationException("A secret of the stream.");
    }

    private static Frame Frame(string text) => new(Encoding.UTF8.GetBytes(text));

    private sealed class Lazy
    {
        public bool OnPool => Thread.CurrentThread.IsThreadPoolThread;
    }
}
