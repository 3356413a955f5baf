using MockLlm.Web.Metrics;

namespace MockLlm.Web.Connections;

/// <summary>Logs that connections are refused: the first at once, and the number of further ones at most every ten seconds.</summary>
/// <param name="limit">How many files the process may open.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class RefusedConnections(int limit, TimeProvider time, ILogger log)
{
    private readonly PausedCount _refused = new(TimeSpan.FromSeconds(10), time);

    /// <summary>Counts a refused connection.</summary>
    public void Count()
    {
        if (_refused.Add() is var count and > 0)
        {
            log.LogWarning(
                "Refused {Count} connections: almost all of the {Limit} files that this process may open are in use. Raise the limit, such as with ulimit -n",
                count,
                limit);
        }
    }
}
