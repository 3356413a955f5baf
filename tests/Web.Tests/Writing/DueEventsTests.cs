using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Writing;

public sealed class DueEventsTests
{
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Each_event_is_flushed_to_the_client_when_it_is_due_and_not_a_millisecond_earlier()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("", time, typeof(TimedProvider));
        using var client = await RawConnection.Post(server.Url, "/timed", """{"due":[30,50,90]}""");

        for (var index = 0; index < 3; index++)
        {
            var wait = await time.NextWait();
            Assert.Equal(new[] { 30, 20, 40 }[index], wait.TotalMilliseconds);
            time.Advance(wait - OneMillisecond);
            await Roundtrip(server);
            Assert.False(client.HasBytes);

            time.Advance(OneMillisecond);
            if (index == 0)
            {
                await client.Head();
            }

            Assert.Equal(TimedProvider.Event(index), await client.Chunk());
        }

        Assert.Equal("", await client.Chunk());
    }

    [Fact]
    public async Task The_status_line_and_headers_leave_with_the_first_event()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("", time, typeof(TimedProvider));
        using var client = await RawConnection.Post(server.Url, "/timed", """{"due":[1000]}""");

        var wait = await time.NextWait();
        await Roundtrip(server);
        Assert.False(client.HasBytes);
        time.Advance(wait);

        var head = await client.Head();
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/event-stream; charset=utf-8\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Transfer-Encoding: chunked\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length", head, StringComparison.Ordinal);
        Assert.Equal(TimedProvider.Event(0), await client.Chunk());
    }

    [Fact]
    public async Task Overdue_events_leave_at_once_and_the_next_keeps_its_own_time()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("", time, typeof(TimedProvider));
        using var client = await RawConnection.Post(server.Url, "/timed", """{"due":[10,20,30,100]}""");

        await time.NextWait();
        time.Advance(TimeSpan.FromMilliseconds(35));
        await client.Head();
        for (var index = 0; index < 3; index++)
        {
            Assert.Equal(TimedProvider.Event(index), await client.Chunk());
        }

        var wait = await time.NextWait();
        Assert.Equal(65, wait.TotalMilliseconds);
        time.Advance(wait);
        Assert.Equal(TimedProvider.Event(3), await client.Chunk());
        Assert.Equal("", await client.Chunk());
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/messages")]
    public async Task A_plain_answer_waits_exactly_as_long_as_the_stream_takes(string path)
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("responses: {hi: hello}\nsettings: {lag_enabled: true, lag_factor: 1}", time);

        using var stream = await RawConnection.Post(server.Url, path, Chats.Hi(path, stream: true));
        var streamed = TimeSpan.Zero;
        for (var character = 0; character < "hello".Length; character++)
        {
            var wait = await time.NextWait();
            time.Advance(wait);
            streamed += wait;
        }

        await stream.Head();
        Assert.True((await stream.Rest()).IsWhole);

        using var plain = await RawConnection.Post(server.Url, path, Chats.Hi(path, stream: false));
        var waited = await time.NextWait();
        Assert.Equal(500, waited.TotalMilliseconds);
        Assert.InRange((streamed - waited).TotalMilliseconds, 0, "hello".Length); // timers count whole milliseconds
        time.Advance(waited - OneMillisecond);
        await Roundtrip(server);
        Assert.False(plain.HasBytes);
        time.Advance(OneMillisecond);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await plain.Head(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/messages")]
    public async Task Nothing_waits_while_lag_is_off(string path)
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("responses: {hi: hello}\nsettings: {lag_enabled: false, lag_factor: 0.001}", time);

        foreach (var stream in new[] { true, false })
        {
            using var client = await RawConnection.Post(server.Url, path, Chats.Hi(path, stream));
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.Head(), StringComparison.Ordinal);
            Assert.True(!stream || (await client.Rest()).IsWhole);
        }

        Assert.Equal(0, time.TimersCreated);
    }

    [Fact]
    public async Task An_answer_that_takes_years_waits_for_them()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("responses: {hi: h}\nsettings: {lag_enabled: true, lag_factor: 0.000000001}", time);
        using var client = await RawConnection.Post(server.Url, "/v1/chat/completions", Chats.Hi("/v1/chat/completions", stream: false));

        var year = TimeSpan.FromDays(365);
        for (var waited = TimeSpan.Zero; waited < year;)
        {
            var wait = await time.NextWait();
            time.Advance(wait);
            waited += wait;
        }

        await time.NextWait();
        Assert.False(client.HasBytes);
    }

    // Whatever was on its way to a client on the same machine has arrived when another connection has been there and back.
    private static async Task Roundtrip(TestServer server) => await server.Http.GetStringAsync("/health");
}
