using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Admission;

namespace MockLlm.Engine.Tests.Admission;

public sealed class CrashBackoffTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CrashBackoff _backoff;

    public CrashBackoffTests() => _backoff = new(_time);

    [Fact]
    public void One_crash_refuses_nobody()
    {
        Assert.False(_backoff.IsDown);

        _backoff.Crashed();

        Assert.False(_backoff.IsDown);
    }

    [Theory]
    [InlineData(2, 100)]
    [InlineData(3, 200)]
    [InlineData(4, 400)]
    [InlineData(8, 6_400)]
    [InlineData(9, 10_000)]
    [InlineData(1_000, 10_000)]
    public void Every_further_crash_doubles_the_time_up_to_ten_seconds(int crashes, int milliseconds)
    {
        Crash(crashes);

        _time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        Assert.True(_backoff.IsDown);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(_backoff.IsDown);
    }

    [Fact]
    public void A_minute_without_a_crash_forgets_them()
    {
        Crash(9);
        _time.Advance(TimeSpan.FromMinutes(1));

        _backoff.Crashed();

        Assert.False(_backoff.IsDown);
    }

    private void Crash(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _backoff.Crashed();
        }
    }
}
