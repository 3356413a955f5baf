using System.Net;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Ceiling;

/// <summary>The load client: HTTP/1.1 connections over plain sockets to a server on this machine.</summary>
internal sealed class Load
{
    private const int BufferLength = 4096;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly LoadPlan _plan;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly LoadConnection[] _connections;
    private readonly LatenessCounts _late = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;

    private Load(LoadPlan plan, TimeProvider time)
    {
        (_plan, _time) = (plan, time);
        var buffers = GC.AllocateUninitializedArray<byte>(plan.Connections * BufferLength, pinned: true);
        _connections = [.. Enumerable.Range(0, plan.Connections).Select(index => new LoadConnection(this, buffers.AsMemory(index * BufferLength, BufferLength)))];
        _open = plan.Connections;
        _started = time.GetTimestamp();
    }

    /// <summary>The bytes of the request.</summary>
    public byte[] Request => _plan.Request;

    /// <summary>The time since the start of the load.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>Runs a load to its end, or to its limit.</summary>
    public static async Task<LoadResult> Run(LoadPlan plan, TimeProvider time, CancellationToken stop)
    {
        var load = new Load(plan, time);
        try
        {
            await load.Open(stop).ConfigureAwait(false);
            await load._over.Task.WaitAsync(plan.Limit, time, stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What is not complete by now counts as failed.
        }
        finally
        {
            Array.ForEach(load._connections, connection => connection.Cut());
        }

        return load.Result();
    }

    /// <summary>Whether a connection that has an answer sends another request.</summary>
    public bool GoesOn() => Elapsed < _plan.Time;

    /// <summary>Records when a token came.</summary>
    /// <param name="index">The number of the event in its stream. The first one opens the stream and comes with the first token.</param>
    /// <param name="sent">When the request was sent, since the start of the load.</param>
    /// <param name="now">When the event came.</param>
    public void Came(int index, TimeSpan sent, TimeSpan now)
    {
        // The last event comes with the last token, so it is not late either.
        if (_plan.Gap > TimeSpan.Zero && now >= _plan.Ramp)
        {
            _late.Record(now - sent - (Math.Max(1, index) * _plan.Gap));
        }
    }

    /// <summary>Called once for each connection that has ended.</summary>
    public void Ended()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _over.TrySetResult();
        }
    }

    private async Task Open(CancellationToken stop)
    {
        var server = new IPEndPoint(IPAddress.Loopback, _plan.Port);
        for (var opened = 0; opened < _connections.Length;)
        {
            var due = _plan.Ramp > TimeSpan.Zero
                ? Math.Min(_connections.Length, 1 + (int)(_connections.Length * (Elapsed / _plan.Ramp)))
                : _connections.Length;
            for (; opened < due; opened++)
            {
                _connections[opened].Open(server);
            }

            if (opened < _connections.Length)
            {
                await Task.Delay(Tick, _time, stop).ConfigureAwait(false);
            }
        }
    }

    private LoadResult Result() => new(
        _connections.Sum(connection => connection.Answered),
        _connections.Count(connection => !connection.IsDone),
        _connections.Sum(connection => connection.Events),
        Elapsed,
        LatenessCounts.Summarize([_late]));
}
