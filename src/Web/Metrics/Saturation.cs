namespace MockLlm.Web.Metrics;

/// <summary>
/// Judges whether the machine keeps to the configured times. It does if 99 % of the events of the last seconds were less late than a bound.
/// It is judged once a second while events are sent, and whenever the statistics are read.
/// </summary>
/// <param name="lateness">The measured latenesses.</param>
/// <param name="bound">The bound in force.</param>
/// <param name="time">The clock that separates two warnings.</param>
/// <param name="log">Gets a warning when the machine becomes too slow, at most every ten seconds.</param>
internal sealed class Saturation(Lateness lateness, Func<TimeSpan> bound, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromSeconds(10);

    private readonly Lock _turn = new();
    private long? _warned;
    private bool _isTold;

    /// <summary>Judges the last seconds, and logs a warning if the machine has become too slow.</summary>
    /// <returns>Whether the machine is too slow.</returns>
    public bool Look()
    {
        var p99 = lateness.RecentP99();
        var limit = bound();
        var isSaturated = p99 > limit;
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
