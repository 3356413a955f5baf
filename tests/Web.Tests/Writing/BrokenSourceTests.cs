using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Metrics;

namespace MockLlm.Web.Tests.Writing;

public sealed class BrokenSourceTests
{
    [Fact]
    public async Task A_source_that_throws_in_mid_stream_has_its_connection_cut_is_logged_and_counted_failed()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(
            options => options with { Time = time, LogLevel = LogLevel.Error }, "", typeof(TimedProvider));
        using var log = new LogRecorder();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        using var client = await RawConnection.Post(server.Url, "/timed", """{"due":[10],"throws":true}""");

        time.Advance(await time.NextWait());
        await client.Head();
        var body = await client.Rest();

        Assert.False(body.IsWhole);
        await server.Reaches("mockllm_slots", 0, "\"timed\"");
        Assert.Equal(1, server.Counts("timed").Failed);
        Assert.Equal(0, await server.Metric("mockllm_streams_cancelled_total"));
        Assert.Equal(0, await server.Metric("mockllm_streams_open"));
        var (level, failure) = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Error, level);
        Assert.Equal("the source broke", failure?.Message);
    }

    [Fact]
    public async Task A_source_that_throws_before_its_first_event_is_the_provider_s_own_500()
    {
        await using var server = await TestServer.Start("", null, typeof(TimedProvider));
        using var client = await RawConnection.Post(server.Url, "/timed", """{"due":[],"throws":true}""");

        var head = await client.Head();

        Assert.StartsWith("HTTP/1.1 500 ", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json\r\n", head, StringComparison.Ordinal);
        await server.Reaches("mockllm_slots", 0, "\"timed\"");
        Assert.Equal(1, server.Counts("timed").Failed);
        Assert.Equal(1, await server.Metric("mockllm_requests_total", "provider=\"timed\",status=\"500\""));
    }

    [Fact]
    public async Task The_request_after_a_broken_stream_is_served()
    {
        await using var server = await TestServer.Start("", null, typeof(TimedProvider));
        using var broken = await RawConnection.Post(server.Url, "/timed", """{"due":[0],"throws":true}""");
        await broken.Head();
        Assert.False((await broken.Rest()).IsWhole);

        using var next = await RawConnection.Post(server.Url, "/timed", """{"due":[0]}""");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await next.Head(), StringComparison.Ordinal);
        Assert.True((await next.Rest()).IsWhole);
    }

    // Keeps what the server itself logs; Akka says the same in its own words.
    private sealed class LogRecorder : ILoggerProvider
    {
        public ConcurrentQueue<(LogLevel Level, Exception? Failure)> Entries { get; } = new();

        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("MockLlm", StringComparison.Ordinal) ? new Recorder(this) : NullLogger.Instance;

        public void Dispose()
        {
        }
    }

    private sealed class Recorder(LogRecorder log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Entries.Enqueue((logLevel, exception));
    }
}
