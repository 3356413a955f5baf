using System.Diagnostics;
using System.Net;
using System.Text;

namespace MockLlm.Bench.Load;

/// <summary>
/// The load client: HTTP/1.1 keep-alive connections over plain sockets. On Linux (see <see cref="SocketThreads"/>) a single thread waits for
/// all of them and handles their data, because the client shares the cores with the server.
/// </summary>
internal sealed class LoadRun
{
    private const int BufferLength = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LoadPlan _plan;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _begun;
    private int _open;

    private LoadRun(LoadPlan plan)
    {
        _plan = plan;
        Tally = new(plan);
        Request = Encoding.UTF8.GetBytes(
            $"POST {plan.Path} HTTP/1.1\r\nHost: 127.0.0.1:{plan.Port}\r\nContent-Type: application/json\r\nAuthorization: Bearer sk-test-1\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(plan.Body)}\r\n\r\n{plan.Body}");
    }

    public Tally Tally { get; }

    public byte[] Request { get; }

    /// <summary>Runs the plan against a server.</summary>
    /// <exception cref="BenchException">The load does not end in time.</exception>
    public static async Task<Tally> Run(LoadPlan plan, CancellationToken stop)
    {
        var run = new LoadRun(plan);
        // One more, so that the load does not end while connections are still being opened.
        run._open = 1;
        // A thread of its own, because threads of the pool would spin between short tasks every millisecond.
        new Thread(() => run.Open(stop)) { IsBackground = true, Name = "ramp" }.Start();
        try
        {
            var limit = Patience + plan.Ramp + (plan.Duration < TimeSpan.MaxValue ? plan.Duration : TimeSpan.Zero);
            await run._over.Task.WaitAsync(limit, stop);
        }
        catch (TimeoutException)
        {
            throw new BenchException($"{run._open} of {plan.Connections} connections had no complete answer within {Patience.TotalMinutes} minutes.");
        }

        run.Tally.Time = Stopwatch.GetElapsedTime(run._started);
        return run.Tally;
    }

    /// <summary>Counts a request. Returns false if no more requests are to be made.</summary>
    public bool TryBegin() => _plan.Requests is { } requests
        ? Interlocked.Increment(ref _begun) <= requests
        : Stopwatch.GetElapsedTime(_started) < _plan.Duration;

    /// <summary>Called when a connection has ended.</summary>
    /// <returns>Whether to open another one in its place.</returns>
    public bool Ended(bool broken)
    {
        if (broken)
        {
            lock (Tally)
            {
                Tally.AddBroken();
            }
        }

        if (broken && _plan.Reopens && Stopwatch.GetElapsedTime(_started) < _plan.Duration)
        {
            return true;
        }

        if (Interlocked.Decrement(ref _open) == 0)
        {
            _over.TrySetResult();
        }

        return false;
    }

    private void Open(CancellationToken stop)
    {
        var server = new IPEndPoint(IPAddress.Loopback, _plan.Port);
        var load = SourceAddresses.NewLoad();
        var buffers = GC.AllocateUninitializedArray<byte>(_plan.Connections * BufferLength, pinned: true);
        for (var opened = 0; opened < _plan.Connections && !stop.IsCancellationRequested;)
        {
            var due = _plan.Ramp > TimeSpan.Zero
                ? Math.Min(_plan.Connections, 1 + (int)(_plan.Connections * (Stopwatch.GetElapsedTime(_started) / _plan.Ramp)))
                : _plan.Connections;
            for (; opened < due; opened++)
            {
                Interlocked.Increment(ref _open);
                new Connection(this, buffers.AsMemory(opened * BufferLength, BufferLength)).Open(SourceAddresses.Of(load, opened), server);
            }

            if (opened < _plan.Connections)
            {
                Thread.Sleep(1);
            }
        }

        Ended(broken: false);
    }
}
