using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Limits;

namespace MockLlm.Engine.Tests.Limits;

/// <summary>A bucket never lets more through than it holds and gains, whatever is asked of it and when.</summary>
public sealed class TokenBucketProperties
{
    [Property]
    public Property Over_any_window_at_most_its_size_and_what_it_gains_there_is_taken() => Prop.ForAll(Stories(), story =>
    {
        var (perMinute, steps) = story;
        var taken = Run(perMinute, steps);
        for (var first = 0; first < taken.Count; first++)
        {
            var sum = 0L;
            for (var last = first; last < taken.Count; last++)
            {
                sum += taken[last].Count;
                var window = taken[last].At - taken[first].At;
                Assert.True((Int128)sum * TimeSpan.TicksPerMinute <= (Int128)perMinute * (TimeSpan.TicksPerMinute + window));
            }
        }
    });

    [Property]
    public Property It_never_holds_more_than_its_size_nor_less_than_nothing() => Prop.ForAll(Stories(), story =>
    {
        var (bucket, now) = (TokenBucket.Full(story.PerMinute, 0), 0L);
        foreach (var (wait, count) in story.Steps)
        {
            now += wait;
            bucket = bucket.At(now);
            bucket = bucket.Holds(count) ? bucket.Take(count) : bucket.GiveBack(count);
            Assert.InRange(bucket.Available, 0, story.PerMinute);
            Assert.InRange(bucket.TicksToFull, 0, TimeSpan.TicksPerMinute);
        }
    });

    [Property]
    public Property What_does_not_fit_fits_at_the_tick_that_is_named_and_not_before() => Prop.ForAll(Stories(), story =>
    {
        var (bucket, now) = (TokenBucket.Full(story.PerMinute, 0), 0L);
        foreach (var (wait, count) in story.Steps.Where(step => step.Count <= story.PerMinute))
        {
            now += wait;
            bucket = bucket.At(now);
            var ticks = bucket.TicksUntil(count);
            Assert.True(bucket.At(now + ticks).Holds(count));
            Assert.True(ticks == 0 || !bucket.At(now + ticks - 1).Holds(count));
            bucket = bucket.At(now += ticks).Take(count);
        }
    });

    [Property]
    public Property Another_size_is_as_full_in_proportion() => Prop.ForAll(
        Sizes().ToArbitrary(), Sizes().ToArbitrary(), Sizes().ToArbitrary(), (before, after, count) =>
        {
            var bucket = TokenBucket.Full(before, 0).Take(Math.Min(before, count)).Resized(after);

            var expected = (Int128)(before - Math.Min(before, count)) * after / before;
            Assert.Equal((long)expected, bucket.Available);
        });

    private static List<(long At, long Count)> Run(long perMinute, IReadOnlyList<(long Wait, long Count)> steps)
    {
        var (bucket, now) = (TokenBucket.Full(perMinute, 0), 0L);
        var taken = new List<(long, long)>();
        foreach (var (wait, count) in steps)
        {
            now += wait;
            bucket = bucket.At(now);
            if (bucket.Holds(count))
            {
                bucket = bucket.Take(count);
                taken.Add((now, count));
            }
        }

        return taken;
    }

    private static Arbitrary<(long PerMinute, IReadOnlyList<(long Wait, long Count)> Steps)> Stories()
    {
        var story =
            from perMinute in Sizes()
            from steps in Gen.ListOf(
                from wait in Gen.OneOf(Gen.Constant(0L), Gen.Choose(1, int.MaxValue).Select(ticks => (long)ticks))
                from parts in Gen.Choose(0, 120)
                select (wait, (perMinute * parts / 100) + (parts % 2)))
            select (perMinute, (IReadOnlyList<(long, long)>)[.. steps]);
        return story.ToArbitrary();
    }

    private static Gen<long> Sizes() => Gen.OneOf(Gen.Choose(1, 5), Gen.Choose(1, 100_000), Gen.Choose(1, int.MaxValue)).Select(size => (long)size);
}
