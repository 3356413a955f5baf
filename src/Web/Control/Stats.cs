using MockLlm.Engine.Admission;
using MockLlm.Web.Hosting;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Control;

/// <summary>What <c>GET /_mockllm/stats</c> shows.</summary>
internal static class Stats
{
    public static object Of(IReadOnlyList<ProviderRuntime> seats, Edge edge)
    {
        var meters = edge.Meters;
        return new
        {
            in_flight = seats.Sum(seat => seat.Ledger.Slots),
            queued = seats.Sum(seat => seat.Ledger.Queued),
            streams_open = meters.OpenStreams,
            streams_cancelled = meters.CancelledStreams,
            served = seats.Sum(seat => seat.Ledger.Served),
            faults = meters.Faults.GroupBy(fault => fault.Kind).ToDictionary(kind => kind.Key, kind => kind.Sum(fault => fault.Count)),
            tokens = Tokens([.. seats.Select(seat => meters.Tokens(seat.Provider.Name))]),
            lateness_ms = Lateness(meters.Lateness),
            saturated = edge.Saturation.Look(),
            providers = seats.ToDictionary(seat => seat.Provider.Name, seat => Of(seat.Ledger, meters.Tokens(seat.Provider.Name))),
        };
    }

    private static object Of(ProviderState ledger, TokenMeter tokens) => new
    {
        in_flight = ledger.Slots,
        queued = ledger.Queued,
        served = ledger.Served,
        abandoned = ledger.Abandoned,
        failed = ledger.Failed,
        restarts = ledger.Restarts,
        tokens = Tokens([tokens]),
    };

    private static object Tokens(IReadOnlyList<TokenMeter> meters) =>
        new { prompt = meters.Sum(meter => meter.Prompt), completion = meters.Sum(meter => meter.Completion) };

    private static object Lateness(Lateness lateness)
    {
        var all = lateness.All();
        // A bucket reaches over what is in it; no quantile is longer than the longest.
        double At(double share) => Math.Min(all.Quantile(share).TotalMilliseconds, lateness.Longest.TotalMilliseconds);
        return new { p50 = At(0.5), p90 = At(0.9), p99 = At(0.99), max = lateness.Longest.TotalMilliseconds };
    }
}
