using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Tests.Randomness;

public sealed class RandomSourceTests
{
    [Fact]
    public void Under_a_seed_of_its_own_it_does_not_matter_how_often_a_request_came()
    {
        var (server, own) = (new RandomSeed(7), new RandomSeed(7, IsOwn: true));

        Assert.NotEqual(server.Of(1, 0), server.Of(1, 1));
        Assert.Equal(own.Of(1, 0), own.Of(1, 1));
        Assert.Equal(server.Of(1, 0), own.Of(1, 3));
        Assert.NotEqual(own.Of(1, 0), own.Of(2, 0));
    }

    [Fact]
    public void The_same_seed_request_and_ordinal_give_the_same_draws_on_every_platform()
    {
        var draws = RandomSource.Of(42, 0x0123456789ABCDEF, 3);

        // As xxHash's own program and a second SplitMix64 compute them.
        Assert.Equal(1601120386551328802UL, draws.Key);
        Assert.Equal(3872556818766900108UL, First(draws, "lag"));
        Assert.Equal(12610425620775428603UL, First(draws, "id"));
    }

    [Fact]
    public void Another_seed_request_or_ordinal_gives_other_draws()
    {
        RandomSource[] draws = [RandomSource.Of(1, 1, 1), RandomSource.Of(2, 1, 1), RandomSource.Of(1, 2, 1), RandomSource.Of(1, 1, 2)];
        Assert.Equal(4, draws.Select(draw => First(draw, "lag")).Distinct().Count());
    }

    [Fact]
    public void Draws_of_one_purpose_do_not_move_those_of_another()
    {
        var draws = RandomSource.Of(1, 1, 0);
        var alone = First(draws, "id");
        var lag = draws.For("lag");
        lag.Next();

        Assert.Equal(alone, First(draws, "id"));
    }

    [Theory]
    [InlineData("lag", "id")]
    [InlineData("lag", "lag 1")]
    [InlineData("lag 1", "lag 2")]
    public void Purposes_are_independent_of_each_other_over_many_requests(string one, string other)
    {
        var correlation = Enumerable.Range(0, 100_000).Average(request =>
        {
            var draws = RandomSource.Of(5, (ulong)request, 0);
            return Centred(draws, one) * Centred(draws, other);
        }) * 12;

        Assert.InRange(correlation, -0.015, 0.015);
    }

    [Fact]
    public void The_first_draw_is_uniform_over_arrivals_of_the_same_request()
    {
        var sorted = Enumerable.Range(0, 100_000).Select(ordinal => Centred(RandomSource.Of(6, 7, ordinal), "fault")).Order().ToArray();
        Assert.All(Enumerable.Range(1, 99), percent => Assert.Equal((percent / 100.0) - 0.5, sorted[1_000 * percent], 0.006));
    }

    private static ulong First(RandomSource draws, string purpose)
    {
        var random = draws.For(purpose);
        return random.Next();
    }

    private static double Centred(RandomSource draws, string purpose)
    {
        var random = draws.For(purpose);
        return random.NextDouble() - 0.5;
    }
}
