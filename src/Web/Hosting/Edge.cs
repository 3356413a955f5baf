using Akka.Streams;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Tokens;
using MockLlm.Web.Handling;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Metrics;
using MockLlm.Web.Reading;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Hosting;

/// <summary>What every exchange needs, gathered once: the configuration in force, tokens, clock, seed, drain and meters.</summary>
internal sealed class Edge(
    Snapshots snapshots, Tokenizers tokenizers, TimeProvider time, Drain drain, Meters meters, ILogger<Edge> log)
{
    private static readonly long MaxOrdinal = int.MaxValue;
    private long _refusals;

    public Snapshots Snapshots => snapshots;

    public Tokenizers Tokenizers => tokenizers;

    public TimeProvider Time => time;

    public Drain Drain => drain;

    public Meters Meters => meters;

    public Saturation Saturation { get; } =
        new(meters.Lateness, () => snapshots.Current.Server.LatenessBound, time, log);

    public ILogger Log => log;

    /// <summary>The streams that a fault can strike from outside.</summary>
    public OpenStreams Streams { get; } = new(meters);

    /// <summary>Which rules were found not to fit a request's schema.</summary>
    public Mismatches Mismatches { get; } = new();

    /// <summary>Used where the configuration names no seed.</summary>
    public required ulong DrawnSeed { get; init; }

    /// <summary>The clock that handlers' time is limited by.</summary>
    public required TimeProvider HandlerTime { get; init; }

    /// <summary>Sees every request; null: nobody does.</summary>
    public RequestObserver? Observer { get; init; }

    /// <summary>Set once, when Akka has started.</summary>
    public IMaterializer Materializer { get; set; } = null!;

    /// <summary>Tells refused requests apart; they never reach the actor that counts the others.</summary>
    public int NextRefusal() => (int)(Interlocked.Increment(ref _refusals) & MaxOrdinal);
}
