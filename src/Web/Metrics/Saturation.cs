namespace MockLlm.Web.Metrics;

/// <summary>
/// Knows when the machine no longer keeps the configured times: 99 % of the events of the last seconds should be less late than a
/// bound. It is looked at once a second while events are sent, and by whoever asks.
/// </summary>
/// <param name="lateness">What is judged.</param>
/// <param name="bound">The bound in force.</param>
/// <param name="time">The clock between two warnings.</param>
/// <param name="log">Is warned when it becomes so, at most every ten seconds.</param>
internal sealed class Saturation(Lateness lateness, Func<TimeSpan> bound, TimeProvider time, ILogger log)
{
    // With fewer events a single late one would be over 1 % of them, and in an idle server it means nothing.
    private const int Fewest = 100;

    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromSeconds(10);

    private readonly Lock _turn = new();
    private long? _warned;
    private bool _isTold;

    /// <summary>Judges the last seconds, and warns where they have become too late.</summary>
    public bool Look()
    {
        var recent = lateness.Recent();
        var p99 = recent.Quantile(0.99);
        var limit = bound();
        var isSaturated = recent.Total >= Fewest && p99 > limit;
        if (IsToBeTold(isSaturated))
        {
            log.LogWarning(
                "Results measured now show this machine, not the configured model: of the events of the last seconds 1 % were sent {Lateness:0.#} ms or more after they were due (server.lateness_bound is {Bound:0.#} ms)",
                p99.TotalMilliseconds,
                limit.TotalMilliseconds);
        }

        return isSaturated;
    }

    private bool IsToBeTold(bool isSaturated)
    {
        lock (_turn)
        {
            var isNews = isSaturated && !_isTold && !(_warned is { } last && time.GetElapsedTime(last) < BetweenWarnings);
            _warned = isNews ? time.GetTimestamp() : _warned;
            _isTold = isSaturated && (_isTold || isNews);
            return isNews;
        }
    }
}
