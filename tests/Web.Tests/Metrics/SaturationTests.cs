using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Tests.Metrics;

public sealed class SaturationTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Warnings _warnings = new();
    private readonly Lateness _lateness;
    private readonly Saturation _saturation;
    private TimeSpan _bound = TimeSpan.FromMilliseconds(10);

    public SaturationTests()
    {
        _lateness = new(_time);
        _saturation = new(_lateness, () => _bound, _time, _warnings);
    }

    [Fact]
    public void One_late_event_in_an_idle_server_means_nothing()
    {
        Record(count: 99, milliseconds: 500);

        Assert.False(_saturation.Look());
        Assert.Empty(_warnings.Lines);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void The_machine_is_saturated_when_more_than_one_percent_are_later_than_the_bound(int late, bool isSaturated)
    {
        Record(200 - late, milliseconds: 1);
        Record(late, milliseconds: 11);

        Assert.Equal(isSaturated, _saturation.Look());
    }

    [Fact]
    public void The_bound_is_the_one_in_force()
    {
        Record(200, milliseconds: 20);
        Assert.True(_saturation.Look());

        _bound = TimeSpan.FromMilliseconds(50);

        Assert.False(_saturation.Look());
    }

    [Fact]
    public void It_is_over_when_the_last_seconds_were_good()
    {
        Record(200, milliseconds: 20);
        _time.Advance(TimeSpan.FromSeconds(5));
        Record(200, milliseconds: 1);

        Assert.False(_saturation.Look());
    }

    [Fact]
    public void It_is_said_once_when_it_becomes_so_and_says_what_it_means()
    {
        for (var second = 0; second < 30; second++)
        {
            Record(200, milliseconds: 20);
            _saturation.Look();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var line = Assert.Single(_warnings.Lines);
        Assert.Contains("Results measured now show this machine, not the configured model", line, StringComparison.Ordinal);
        Assert.Contains("server.lateness_bound is 10 ms", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_time_is_said_ten_seconds_after_the_first_at_the_earliest()
    {
        Record(200, milliseconds: 20);
        _saturation.Look();
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.False(_saturation.Look());
        Record(200, milliseconds: 20);
        Assert.True(_saturation.Look());
        Assert.Single(_warnings.Lines);

        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.True(_saturation.Look());

        Assert.Equal(2, _warnings.Lines.Count);
    }

    private void Record(int count, double milliseconds)
    {
        for (var index = 0; index < count; index++)
        {
            _lateness.Record(_time.GetTimestamp(), TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    private sealed class Warnings : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Assert.Equal(LogLevel.Warning, logLevel);
            Lines.Add(formatter(state, exception));
        }
    }
}
