using FsCheck;
using FsCheck.Xunit;
using MockLlm.Web.Ceiling;

namespace MockLlm.Web.Tests.Ceiling;

public sealed class CeilingSearchTests
{
    private readonly List<int> _tried = [];

    [Theory]
    [InlineData(5000, new[] { 1000, 2000, 4000, 8000, 6000, 5000 }, 5000, 6000)]
    [InlineData(1600, new[] { 1000, 2000, 1500, 1750, 1625 }, 1500, 1625)]
    [InlineData(300, new[] { 1000, 500, 250, 375, 312, 281 }, 281, 312)]
    [InlineData(100_000, new[] { 1000, 2000, 4000, 8000, 16_000, 20_000 }, 20_000, null)]
    [InlineData(0, new[] { 1000, 500, 250, 125, 62, 31 }, 0, 31)]
    public async Task It_doubles_or_halves_and_then_divides_the_range(int ceiling, int[] tried, int fits, int? tooMany)
    {
        Assert.Equal((fits, tooMany), await Search(1000, 20_000, tries: 6, ceiling));
        Assert.Equal(tried, _tried);
    }

    [Property]
    public async Task What_it_finds_is_around_the_ceiling(PositiveInt ceiling, PositiveInt first, PositiveInt most, byte tries)
    {
        var limit = tries % 12;

        var (fits, tooMany) = await Search(first.Get, most.Get, limit, ceiling.Get);

        Assert.InRange(_tried.Count, 0, limit);
        Assert.All(_tried, one => Assert.InRange(one, 1, most.Get));
        Assert.InRange(fits, 0, ceiling.Get);
        Assert.True(tooMany is null || tooMany > ceiling.Get);
    }

    private Task<(int Fits, int? TooMany)> Search(int first, int most, int tries, int ceiling)
    {
        _tried.Clear();
        return CeilingSearch.Largest(first, most, tries, number =>
        {
            _tried.Add(number);
            return Task.FromResult(number <= ceiling);
        });
    }
}
