using FsCheck;
using FsCheck.Fluent;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Tests.Latency;

/// <summary>Any layer of latency; each key may be left out.</summary>
public sealed class AnyLatency
{
    private static readonly Gen<Distribution> Times = Gen.OneOf(
        Gen.Choose(0, 5_000).Select(Distribution (ticks) => new Distribution.Constant(ticks)),
        Gen.Choose(1, 5_000).Select(Distribution (ticks) => LogNormal.OfMean(ticks, 0.7)),
        Gen.Choose(1, 5_000).Select(Distribution (ticks) => LogNormal.OfQuantiles(ticks, ticks * 9)),
        Gen.Choose(0, 5_000).Select(Distribution (ticks) => new Distribution.Uniform(ticks, ticks + 77)),
        Gen.Choose(0, 5_000).Select(Distribution (ticks) => new Distribution.Samples([ticks, 3, 20_000])));

    private AnyLatency(LatencySettings value) => Value = value;

    internal LatencySettings Value { get; }

    public static Arbitrary<AnyLatency> Layer() => Arb.From(
        from first in Maybe(Times)
        from gap in Maybe(Times)
        from prefill in Gen.Choose(-200, 200)
        from slots in Gen.Choose(-4, 4)
        from queue in Gen.Choose(-4, 4)
        from load in Gen.Choose(-40, 40)
        select new AnyLatency(new()
        {
            TimeToFirstToken = first,
            InterToken = gap,
            PrefillPerToken = prefill < 0 ? null : prefill,
            Slots = slots < 1 ? null : slots,
            Queue = queue < 0 ? null : queue,
            LoadFactor = load < 1 ? null : load / 10d,
        }));

    public override string ToString() => Value.ToString();

    private static Gen<Distribution?> Maybe(Gen<Distribution> times) =>
        Gen.Frequency((1, Gen.Constant<Distribution?>(null)), (3, times.Select(Distribution? (time) => time)));
}
