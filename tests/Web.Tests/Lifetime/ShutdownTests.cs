using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Lifetime;

public sealed class ShutdownTests
{
    private const string Yaml = "responses: {hi: hello}\nserver: {drain: 10s}";

    [Fact]
    public async Task A_stream_that_ends_within_the_drain_is_whole()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Yaml, time, typeof(TimedProvider));
        using var client = await RawConnection.Post(server.Url, "/timed", """{"due":[1000,9999]}""");
        await time.NextWait();

        var stopping = await BeginStop(server, time);
        time.Advance(TimeSpan.FromMilliseconds(1000));
        await client.Head();
        Assert.Equal(TimedProvider.Event(0), await client.Chunk());
        time.Advance(await time.NextWait());

        Assert.Equal(TimedProvider.Event(1), await client.Chunk());
        Assert.Equal("", await client.Chunk());
        await stopping.OrFail();
        Assert.Equal(1, server.Counts("timed").Served);
    }

    [Fact]
    public async Task A_stream_that_is_open_when_the_drain_is_over_is_cut()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Yaml, time, typeof(TimedProvider));
        using var client = await RawConnection.Post(server.Url, "/timed", """{"due":[1000,3600000]}""");
        time.Advance(await time.NextWait());
        await client.Head();
        Assert.Equal(TimedProvider.Event(0), await client.Chunk());
        await time.NextWait();

        var stopping = await BeginStop(server, time);
        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(1));
        await server.Http.GetAsync("/health");
        Assert.False(stopping.IsCompleted);
        Assert.False(client.HasBytes);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(await client.Chunk());
        await stopping.OrFail();
        Assert.Equal(1, server.Counts("timed").Abandoned);
    }

    [Fact]
    public async Task A_plain_answer_that_still_waits_when_the_drain_is_over_is_cut()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Yaml + "\nsettings: {lag_enabled: true, lag_factor: 0.001}", time);
        using var client = await RawConnection.Post(server.Url, "/v1/messages", Chats.Hi("/v1/messages", stream: false));
        await time.NextWait();

        var stopping = await BeginStop(server, time);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("", await client.Head());
        await stopping.OrFail();
        Assert.Equal(1, server.Counts("anthropic").Abandoned);
    }

    [Fact]
    public async Task Without_open_replies_it_stops_at_once()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Yaml, time);

        await server.StopAsync().OrFail();
    }

    [Fact]
    public async Task Ready_says_503_draining_on_old_and_new_connections()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Yaml, time, typeof(TimedProvider));
        using var open = await RawConnection.Post(server.Url, "/timed", """{"due":[1000]}""");
        await time.NextWait();
        using var old = await RawConnection.Open(server.Url);

        var stopping = await BeginStop(server, time);

        using var fresh = await RawConnection.Open(server.Url);
        foreach (var client in new[] { old, fresh })
        {
            await client.Send("GET /ready HTTP/1.1\r\nhost: test\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 503 ", await client.Head(), StringComparison.Ordinal);
        }

        var ready = await server.Http.GetAsync("/ready");
        Assert.Equal("draining", (await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
        time.Advance(TimeSpan.FromSeconds(1));
        await stopping.OrFail();
    }

    [Theory]
    [InlineData("/v1/chat/completions", 503, "server_error")]
    [InlineData("/v1/messages", 529, "overloaded_error")]
    public async Task New_requests_get_the_provider_s_own_overload_error(string path, int status, string type)
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Yaml, time, typeof(TimedProvider));
        using var open = await RawConnection.Post(server.Url, "/timed", """{"due":[1000]}""");
        await time.NextWait();

        var stopping = await BeginStop(server, time);
        using var body = new StringContent(Chats.Hi(path, stream: true), System.Text.Encoding.UTF8, "application/json");
        body.Headers.Add("anthropic-version", "2023-06-01");
        var answer = await server.Http.PostAsync(path, body);

        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        Assert.Equal((status, type), ((int)answer.StatusCode, error.GetProperty("type").GetString()));
        Assert.Contains("overloaded", error.GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
        time.Advance(TimeSpan.FromSeconds(1));
        await stopping.OrFail();
    }

    // Only a provider's actor can let a request through: one that is read while Kestrel stops shows that Akka still runs.
    [Fact]
    public async Task Akka_stops_after_Kestrel()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Yaml, time);
        var body = Chats.Hi("/v1/chat/completions", stream: false);
        using var client = await RawConnection.Open(server.Url);
        await client.Send(
            $"POST /v1/chat/completions HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: {body.Length}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 100 ", await client.Head(), StringComparison.Ordinal);

        var stopping = await BeginStop(server, time);
        time.Advance(TimeSpan.FromSeconds(10));
        await Eventually.Holds(() => IsClosed(server.Url), () => "Kestrel went on listening.");
        await client.Send(body);

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.Head(), StringComparison.Ordinal);
        await stopping.OrFail();
        Assert.Equal(1, server.Counts("openai").Served);
    }

    // The drain has begun once its own timer is armed.
    private static async Task<Task> BeginStop(TestServer server, ObservedTime time)
    {
        var stopping = Task.Run(server.StopAsync);
        Assert.Equal(TimeSpan.FromSeconds(10), await time.NextWait());
        return stopping;
    }

    private static async Task<bool> IsClosed(Uri url)
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await probe.ConnectAsync(IPAddress.Parse(url.Host), url.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
