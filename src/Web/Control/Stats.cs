using MockLlm.Engine.Admission;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Control;

/// <summary>The answer of <c>GET /_mockllm/stats</c>.</summary>
internal static class Stats
{
    public static object Of(IReadOnlyList<ProviderRuntime> runtimes, Meters meters, Saturation saturation, HeadroomShares headroom)
    {
        var counts = runtimes.ToDictionary(runtime => runtime.Provider.Name, runtime => runtime.Counts);
        return new
        {
            in_flight = counts.Values.Sum(one => one.Running),
            queued = counts.Values.Sum(one => one.Queued),
            streams_open = meters.OpenStreams,
            streams_cancelled = meters.CancelledStreams,
            served = counts.Values.Sum(one => one.Served),
            faults = meters.Faults.GroupBy(fault => fault.Kind).ToDictionary(kind => kind.Key, kind => kind.Sum(fault => fault.Count)),
            tokens = Tokens([.. runtimes.Select(runtime => meters.Tokens(runtime.Provider.Name))]),
            lateness_ms = Lateness(meters.Lateness),
            saturated = saturation.Look(),
            headroom = new { lateness = headroom.Lateness, cpu = headroom.Cpu },
            providers = counts.ToDictionary(one => one.Key, one => Of(one.Value, meters.Tokens(one.Key))),
        };
    }

    private static object Of(ProviderCounts counts, TokenMeter tokens) => new
    {
        in_flight = counts.Running,
        queued = counts.Queued,
        served = counts.Served,
        abandoned = counts.Abandoned,
        failed = counts.Failed,
        restarts = counts.Restarts,
        tokens = Tokens([tokens]),
    };

    private static object Tokens(IReadOnlyList<TokenMeter> meters) =>
        new { prompt = meters.Sum(meter => meter.Prompt), completion = meters.Sum(meter => meter.Completion) };

    private static object Lateness(Lateness lateness)
    {
        var all = lateness.All();
        // A bucket of the histogram can reach beyond its longest value, so quantiles are cut at the longest value.
        double At(double share) => Math.Min(all.Quantile(share).TotalMilliseconds, lateness.Longest.TotalMilliseconds);
        return new { p50 = At(0.5), p90 = At(0.9), p99 = At(0.99), max = lateness.Longest.TotalMilliseconds };
    }
}
