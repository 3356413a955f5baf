using System.Diagnostics.Metrics;
using MockLlm.Engine.Actors;

namespace MockLlm.Web.Metrics;

/// <summary>What <c>GET /metrics</c> shows. Names and units follow OpenTelemetry; the exporter spells them for Prometheus.</summary>
internal sealed class Meters : IDisposable
{
    public const string Name = "MockLlm";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _lateness;
    private long _openStreams;
    private long _cancelledStreams;

    public Meters()
    {
        _requests = _meter.CreateCounter<long>("mockllm.requests", description: "Requests answered, by provider and status.");
        _lateness = _meter.CreateHistogram("mockllm.lateness", "s", "How long after it was due each paced event was sent.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
        });

        // Observed, so that they are there at the first scrape, before there was any stream.
        _meter.CreateObservableUpDownCounter("mockllm.streams.open", () => Volatile.Read(ref _openStreams), description: "Streams that are open now.");
        _meter.CreateObservableCounter(
            "mockllm.streams.cancelled",
            () => Volatile.Read(ref _cancelledStreams),
            description: "Streams that ended because the client left or the server stopped.");
    }

    /// <summary>Whether an instrument is this server's: several servers in one process each show their own.</summary>
    public bool Owns(Instrument instrument) => ReferenceEquals(instrument.Meter, _meter);

    public void Answered(string provider, int status) => _requests.Add(1, new("provider", provider), new("status", status));

    public void StreamOpened() => Interlocked.Increment(ref _openStreams);

    public void StreamClosed(ReplyEnd end)
    {
        Interlocked.Decrement(ref _openStreams);
        if (end == ReplyEnd.Abandoned)
        {
            Interlocked.Increment(ref _cancelledStreams);
        }
    }

    public void Sent(TimeSpan late) => _lateness.Record(late.TotalSeconds);

    /// <summary>Shows what the provider actors count.</summary>
    public void Watch(IReadOnlyList<ProviderSeat> seats)
    {
        Observe("mockllm.slots", "Replies under way, by provider.", ledger => ledger.Slots);
        Observe("mockllm.actor.restarts", "Restarts of provider actors.", ledger => ledger.Restarts);

        void Observe(string name, string description, Func<ProviderLedger, long> count) => _meter.CreateObservableGauge(
            name,
            () => seats.Select(seat => new Measurement<long>(count(seat.Ledger), new KeyValuePair<string, object?>("provider", seat.Provider.Name))),
            description: description);
    }

    public void Dispose() => _meter.Dispose();
}
