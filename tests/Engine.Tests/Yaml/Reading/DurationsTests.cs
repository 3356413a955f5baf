using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Tests.Yaml.Reading;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("80us", 0.08)]
    [InlineData("0.1us", 0.0001)]
    [InlineData("15ms", 15)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120_000)]
    [InlineData("1440m", 86_400_000)]
    public void Reads_a_number_with_its_unit(string text, double milliseconds)
    {
        Assert.True(Durations.TryParse(text, out var duration, out _));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("20", "a duration needs a unit, write 20ms")]
    [InlineData("1.5", "a duration needs a unit, write 1.5ms")]
    [InlineData("-5ms", "cannot be negative")]
    [InlineData("5sec", "us, ms, s and m")]
    [InlineData("5 ms", "us, ms, s and m")]
    [InlineData("40µs", "write 40us")]
    [InlineData("40μs", "write 40us")]
    [InlineData("5 min", "write 5m")]
    [InlineData("500ns", "write 0.5us")]
    [InlineData("1,5s", "write 1.5s")]
    [InlineData("2h", "write 120m")]
    [InlineData("1m30s", "write 90s")]
    [InlineData("1h 30min", "write 90m")]
    [InlineData("20MS", "write 20ms")]
    [InlineData("2 days", "at most a day")]
    [InlineData("1,500ms", "such as 80us")]
    [InlineData("00:00:05", "such as 80us")]
    [InlineData("5 fortnights", "such as 80us")]
    [InlineData("999999999999999 h", "such as 80us")]
    [InlineData("ms", "such as 80us")]
    [InlineData("", "such as 80us")]
    [InlineData(".5s", "such as 80us")]
    [InlineData("5.s", "such as 80us")]
    [InlineData("1.2.3s", "such as 80us")]
    [InlineData("soon", "such as 80us")]
    [InlineData("1441m", "at most a day")]
    [InlineData("999999999999999m", "at most a day")]
    [InlineData("9999999999999999999999999999999999m", "such as 80us")]
    public void Says_what_is_wrong_and_what_to_write(string text, string expected)
    {
        Assert.False(Durations.TryParse(text, out _, out var advice));
        Assert.Contains(expected, advice, StringComparison.Ordinal);
    }
}
