using MockLlm.Engine.Configuration;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Web.Lifetime;

/// <summary>Knows which providers still start, as <c>latency.startup</c> says. It imitates an engine that loads its model.</summary>
/// <param name="time">The clock. The time counts from the creation of this object.</param>
internal sealed class Startup(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Whether requests to a provider are refused because it still starts.</summary>
    public bool IsUnderWay(Snapshot snapshot, string provider) => snapshot.Latency.HasStartup && Left(snapshot, provider) > TimeSpan.Zero;

    /// <summary>What the server waits for, one sentence for each provider that still starts.</summary>
    /// <param name="snapshot">The configuration.</param>
    /// <param name="providers">The names of all providers. Those that are not served do not count.</param>
    public IReadOnlyList<string> WaitsFor(Snapshot snapshot, IEnumerable<string> providers) =>
    [
        .. from provider in providers
           where snapshot.IsEnabled(provider) && IsUnderWay(snapshot, provider)
           select $"latency.startup of {provider}, {Durations.Write(WholeMilliseconds(Left(snapshot, provider)))} left",
    ];

    private TimeSpan Left(Snapshot snapshot, string provider) => snapshot.Latency.StartupOf(provider) - time.GetElapsedTime(_start);

    private static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
