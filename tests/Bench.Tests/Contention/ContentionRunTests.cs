using MockLlm.Bench.Contention;

namespace MockLlm.Bench.Tests.Contention;

public sealed class ContentionRunTests
{
    [Fact]
    public void Every_part_serves_two_threads()
    {
        using var parts = new SharedParts();

        Assert.All(parts.All, part =>
        {
            // Without time, a thread does one batch of 64.
            var seen = ContentionRun.Of(part, threads: 2, TimeSpan.Zero);
            Assert.Equal(128, seen.Operations);
            Assert.InRange(seen.Waits, 0, long.MaxValue);
        });
    }

    [Fact]
    public void Figures_are_for_each_operation()
    {
        var seen = new ContentionFigures(Operations: 4000, Seconds: 2, TimeSpan.FromMilliseconds(1), Waits: 10);

        Assert.Equal((2000, 250, 2.5), (seen.PerSecond, seen.NanosecondsEach, seen.WaitsPerThousand));
    }
}
