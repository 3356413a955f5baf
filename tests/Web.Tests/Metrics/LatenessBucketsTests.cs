using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Tests.Metrics;

public sealed class LatenessBucketsTests
{
    [Property]
    public Property A_bucket_holds_its_latenesses_and_is_at_most_a_thirtieth_wide() => Prop.ForAll(
        Gen.Choose(0, (1 << 30) - 1).ToArbitrary(),
        ticks =>
        {
            var bucket = LatenessBuckets.Of(TimeSpan.FromTicks(ticks));
            var longest = LatenessBuckets.Longest(bucket).Ticks;
            var before = bucket == 0 ? -1 : LatenessBuckets.Longest(bucket - 1).Ticks;
            return before < ticks && ticks <= longest && longest - before <= Math.Max(1, longest / 30.0);
        });

    [Fact]
    public void Nothing_is_too_early_or_too_late_for_a_bucket()
    {
        Assert.Equal(0, LatenessBuckets.Of(TimeSpan.FromMilliseconds(-5)));
        Assert.Equal(LatenessBuckets.Count - 1, LatenessBuckets.Of(TimeSpan.FromDays(1)));
        Assert.InRange(LatenessBuckets.Longest(LatenessBuckets.Count - 1).TotalSeconds, 100, 110);
    }
}
