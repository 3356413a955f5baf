using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Admission;

namespace MockLlm.Web.Tests.Input;

/// <summary>What clients see of a provider actor that crashes.</summary>
public sealed class CrashTests
{
    private readonly ConcurrentQueue<Protocol.Handle> _decided = [];
    private bool _crashNext;

    [Fact]
    public async Task HTTP_requests_become_messages_to_the_provider_actor()
    {
        await using var server = await Start();

        await server.Http.GetStringAsync("/v1/models");
        await server.Http.GetStringAsync("/guarded/plain");

        Assert.Equal(2, _decided.Count);
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/messages")]
    [InlineData("/v1/messages/count_tokens")]
    public async Task The_request_that_was_being_decided_gets_the_providers_own_500_and_the_next_is_served(string path)
    {
        var route = VendorRoute.Of(path);
        await using var server = await Start();
        using var connection = await RawConnection.Open(server.Url);

        _crashNext = true;
        await connection.Send(route.Request(Encoding.UTF8.GetBytes(route.Good)));
        var answer = await connection.Read();

        route.AssertError(answer, 500);
        Assert.DoesNotContain("deadly", answer.Body, StringComparison.Ordinal);
        await route.AssertServes(connection);
    }

    [Fact]
    public async Task Other_providers_notice_nothing()
    {
        await using var server = await Start();

        _crashNext = true;
        using var crashed = await server.Http.GetAsync("/guarded/plain");

        Assert.Equal(500, (int)crashed.StatusCode);
        Assert.Equal(("1", "0", "0"), (await Gauge(server, "restarts_total", "guarded"), await Gauge(server, "restarts_total", "openai"), await Gauge(server, "restarts_total", "anthropic")));
    }

    [Fact]
    public async Task A_provider_that_crashes_again_and_again_is_down_for_a_while_and_shows_it()
    {
        var time = new FakeTimeProvider();
        await using var server = await TestServer.Start(
            options => options with { Decide = Decide, Time = time }, providers: typeof(GuardedProvider));
        for (var crash = 0; crash < 2; crash++)
        {
            _crashNext = true;
            using var crashed = await server.Http.GetAsync("/guarded/plain");
        }

        using var refused = await server.Http.GetAsync("/guarded/plain");
        var whileDown = (State: await State(server, "guarded"), Other: await State(server, "openai"));
        time.Advance(TimeSpan.FromMilliseconds(100));
        using var served = await server.Http.GetAsync("/guarded/plain");

        Assert.Equal((503, 200), ((int)refused.StatusCode, (int)served.StatusCode));
        Assert.Equal(("restarting", "running"), whileDown);
        Assert.Equal("running", await State(server, "guarded"));
    }

    [Fact]
    public async Task A_stream_under_way_goes_on_to_its_end_and_its_slot_stays_counted()
    {
        await using var server = await Start();
        await server.Http.GetStringAsync("/guarded/say/before");
        using var connection = await RawConnection.Open(server.Url);
        await connection.Send("GET /guarded/stream HTTP/1.1\r\nhost: a\r\n\r\n");
        await Until(async () => await Gauge(server, "slots", "guarded") == "1");

        _crashNext = true;
        using var crashed = await server.Http.GetAsync("/guarded/plain");
        Assert.Equal(500, (int)crashed.StatusCode);
        Assert.Equal("1", await Gauge(server, "slots", "guarded"));

        await server.Http.GetStringAsync("/guarded/say/-after");
        await server.Http.GetStringAsync("/guarded/end");

        Assert.Equal("before-after", (await connection.Read()).Body);
        await Until(async () => await Gauge(server, "slots", "guarded") == "0");
    }

    private Task<TestServer> Start() =>
        TestServer.Start(options => options with { Decide = Decide }, providers: typeof(GuardedProvider));

    private Decision Decide(ProviderState ledger, Protocol.Handle request)
    {
        _decided.Enqueue(request);
        return Interlocked.Exchange(ref _crashNext, false)
            ? throw new InvalidOperationException("A deadly request.")
            : Admission.Decide(ledger, request);
    }

    // What is told to an actor after an answer has left is counted a moment later.
    private static async Task Until(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<string> State(TestServer server, string provider) =>
        JsonNode.Parse(await server.Http.GetStringAsync("/providers"))![provider]!["state"]!.GetValue<string>();

    private static async Task<string> Gauge(TestServer server, string name, string provider)
    {
        var metrics = await server.Http.GetStringAsync("/metrics");
        var line = metrics.Split('\n').Single(line =>
            line.StartsWith($"mockllm_{name}{{", StringComparison.Ordinal) && line.Contains($"provider=\"{provider}\"", StringComparison.Ordinal));
        return line[(line.IndexOf('}', StringComparison.Ordinal) + 2)..];
    }
}
