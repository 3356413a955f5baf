using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MockLlm.Engine.Admission;
using MockLlm.Web.Metrics.Vllm;

namespace MockLlm.Web.Metrics;

/// <summary>
/// The counters behind <c>GET /metrics</c> and <c>GET /_mockllm/stats</c>. Counting is one atomic addition and allocates nothing.
/// </summary>
internal sealed class Meters(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Provider, int Status), StrongBox<long>> _requests = new();
    private readonly ConcurrentDictionary<(string Provider, string Kind), StrongBox<long>> _faults = new();
    private readonly ConcurrentDictionary<(string Provider, string Kind), StrongBox<long>> _notApplicable = new();
    private readonly ConcurrentDictionary<string, TokenMeter> _tokens = new(StringComparer.Ordinal);
    private long _openStreams;
    private long _cancelledStreams;

    /// <summary>Answers so far, by provider and HTTP status.</summary>
    public IEnumerable<(string Provider, int Status, long Count)> Requests =>
        _requests.Select(pair => (pair.Key.Provider, pair.Key.Status, Volatile.Read(ref pair.Value.Value)));

    /// <summary>Faults that hit so far, by provider and kind.</summary>
    public IEnumerable<(string Provider, string Kind, long Count)> Faults =>
        _faults.Select(pair => (pair.Key.Provider, pair.Key.Kind, Volatile.Read(ref pair.Value.Value)));

    /// <summary>Faults that fired but did not apply to the reply, by provider and kind.</summary>
    public IEnumerable<(string Provider, string Kind, long Count)> FaultsNotApplicable =>
        _notApplicable.Select(pair => (pair.Key.Provider, pair.Key.Kind, Volatile.Read(ref pair.Value.Value)));

    /// <summary>Streams that are open now.</summary>
    public long OpenStreams => Volatile.Read(ref _openStreams);

    /// <summary>Streams that ended because the client left or the server stopped.</summary>
    public long CancelledStreams => Volatile.Read(ref _cancelledStreams);

    /// <summary>How long after its due time each paced event was sent.</summary>
    public Lateness Lateness { get; } = new(time);

    /// <summary>The counts of vLLM's metrics.</summary>
    public VllmMeters Vllm { get; } = new();

    /// <summary>The tokens of a provider's replies that were sent to the end.</summary>
    public TokenMeter Tokens(string provider) => _tokens.GetOrAdd(provider, static _ => new());

    public void Answered(string provider, int status) =>
        Interlocked.Increment(ref _requests.GetOrAdd((provider, status), static _ => new StrongBox<long>()).Value);

    public void Faulted(string provider, string kind) =>
        Interlocked.Increment(ref _faults.GetOrAdd((provider, kind), static _ => new StrongBox<long>()).Value);

    public void NotApplicable(string provider, string kind) =>
        Interlocked.Increment(ref _notApplicable.GetOrAdd((provider, kind), static _ => new StrongBox<long>()).Value);

    /// <summary>Resets all counters except the number of open streams.</summary>
    public void Reset()
    {
        _requests.Clear();
        _faults.Clear();
        _notApplicable.Clear();
        _tokens.Clear();
        Volatile.Write(ref _cancelledStreams, 0);
        Lateness.Reset();
        Vllm.Reset();
    }

    public void StreamOpened() => Interlocked.Increment(ref _openStreams);

    public void StreamClosed(ReplyOutcome end)
    {
        Interlocked.Decrement(ref _openStreams);
        if (end == ReplyOutcome.Abandoned)
        {
            Interlocked.Increment(ref _cancelledStreams);
        }
    }
}
