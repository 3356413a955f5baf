using System.Collections.Concurrent;
using MockLlm.Engine.Admission;
using MockLlm.Web.Metrics.Vllm;

namespace MockLlm.Web.Metrics;

/// <summary>
/// The counters behind <c>GET /metrics</c> and <c>GET /_mockllm/stats</c>. Counting is one atomic addition and allocates nothing.
/// Each core adds to numbers of its own.
/// </summary>
internal sealed class Meters(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Provider, int Status), StripedCounter> _requests = new();
    private readonly ConcurrentDictionary<(string Provider, string Kind), StripedCounter> _faults = new();
    private readonly ConcurrentDictionary<(string Provider, string Kind), StripedCounter> _notApplicable = new();
    private readonly ConcurrentDictionary<string, TokenMeter> _tokens = new(StringComparer.Ordinal);
    private readonly StripedCounter _openStreams = new();
    private readonly StripedCounter _cancelledStreams = new();

    /// <summary>Answers so far, by provider and HTTP status.</summary>
    public IEnumerable<(string Provider, int Status, long Count)> Requests =>
        _requests.Select(pair => (pair.Key.Provider, pair.Key.Status, pair.Value.Value));

    /// <summary>Faults that hit so far, by provider and kind.</summary>
    public IEnumerable<(string Provider, string Kind, long Count)> Faults =>
        _faults.Select(pair => (pair.Key.Provider, pair.Key.Kind, pair.Value.Value));

    /// <summary>Faults that fired but did not apply to the reply, by provider and kind.</summary>
    public IEnumerable<(string Provider, string Kind, long Count)> FaultsNotApplicable =>
        _notApplicable.Select(pair => (pair.Key.Provider, pair.Key.Kind, pair.Value.Value));

    /// <summary>Streams that are open now. Streams that open and end while it is read may be missing.</summary>
    public long OpenStreams => Math.Max(0, _openStreams.Value);

    /// <summary>Streams that ended because the client left or the server stopped.</summary>
    public long CancelledStreams => _cancelledStreams.Value;

    /// <summary>How long after its due time each paced event was sent.</summary>
    public Lateness Lateness { get; } = new(time);

    /// <summary>The counts of vLLM's metrics.</summary>
    public VllmMeters Vllm { get; } = new();

    /// <summary>The tokens of a provider's replies that were sent to the end.</summary>
    public TokenMeter Tokens(string provider) => _tokens.GetOrAdd(provider, static _ => new());

    public void Answered(string provider, int status) =>
        _requests.GetOrAdd((provider, status), static _ => new StripedCounter()).Add(1);

    public void Faulted(string provider, string kind) =>
        _faults.GetOrAdd((provider, kind), static _ => new StripedCounter()).Add(1);

    public void NotApplicable(string provider, string kind) =>
        _notApplicable.GetOrAdd((provider, kind), static _ => new StripedCounter()).Add(1);

    /// <summary>Resets all counters except the number of open streams.</summary>
    public void Reset()
    {
        _requests.Clear();
        _faults.Clear();
        _notApplicable.Clear();
        _tokens.Clear();
        _cancelledStreams.Clear();
        Lateness.Reset();
        Vllm.Reset();
    }

    public void StreamOpened() => _openStreams.Add(1);

    public void StreamClosed(ReplyOutcome end)
    {
        _openStreams.Add(-1);
        if (end == ReplyOutcome.Abandoned)
        {
            _cancelledStreams.Add(1);
        }
    }
}
