using System.Text;
using System.Text.Json.Nodes;
using Akka.Actor.Internal;
using Microsoft.Extensions.Time.Testing;

namespace MockLlm.Web.Tests.Pipeline;

/// <summary>What clients see of a provider actor that crashes.</summary>
public sealed class CrashTests
{
    // The actor has to ask about these faults, and with them the clock. They never fire.
    private const string Yaml = """
        faults:
          - {kind: delay, probability: 0, when: {path: "/guarded/*"}}
          - {kind: delay, probability: 0, when: {path: "/v1/*"}}
        """;

    private readonly CrashingTime _time = new(TimeProvider.System);

    [Fact]
    public async Task HTTP_requests_become_messages_to_the_provider_actor()
    {
        await using var server = await Start(_time);

        await server.Http.GetStringAsync("/v1/models");
        await server.Http.GetStringAsync("/guarded/plain");

        await Until(() => Task.FromResult((server.Counts("openai").Served, server.Counts("guarded").Served) == (1, 1)));
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/messages")]
    [InlineData("/v1/messages/count_tokens")]
    public async Task The_request_that_was_being_decided_gets_the_providers_own_500_and_the_next_is_served(string path)
    {
        var route = VendorRoute.Of(path);
        await using var server = await Start(_time);
        using var connection = await RawConnection.Open(server.Url);

        _time.CrashNext();
        await connection.Send(route.Request(Encoding.UTF8.GetBytes(route.Good)));
        var answer = await connection.Read();

        route.AssertError(answer, 500);
        Assert.DoesNotContain("deadly", answer.Body, StringComparison.Ordinal);
        await route.AssertServes(connection);
    }

    [Fact]
    public async Task Other_providers_notice_nothing()
    {
        await using var server = await Start(_time);

        _time.CrashNext();
        using var crashed = await server.Http.GetAsync("/guarded/plain");

        Assert.Equal(500, (int)crashed.StatusCode);
        Assert.Equal(("1", "0", "0"), (await Gauge(server, "restarts_total", "guarded"), await Gauge(server, "restarts_total", "openai"), await Gauge(server, "restarts_total", "anthropic")));
    }

    [Fact]
    public async Task A_provider_that_crashes_again_and_again_is_down_for_a_while_and_shows_it()
    {
        var turned = new FakeTimeProvider();
        var time = new CrashingTime(turned);
        await using var server = await Start(time);
        for (var crash = 0; crash < 2; crash++)
        {
            time.CrashNext();
            using var crashed = await server.Http.GetAsync("/guarded/plain");
        }

        using var refused = await server.Http.GetAsync("/guarded/plain");
        var whileDown = (State: await State(server, "guarded"), Other: await State(server, "openai"));
        turned.Advance(TimeSpan.FromMilliseconds(100));
        using var served = await server.Http.GetAsync("/guarded/plain");

        Assert.Equal((503, 200), ((int)refused.StatusCode, (int)served.StatusCode));
        Assert.Equal(("restarting", "running"), whileDown);
        Assert.Equal("running", await State(server, "guarded"));
    }

    [Fact]
    public async Task A_stream_under_way_goes_on_to_its_end_and_its_slot_stays_counted()
    {
        await using var server = await Start(_time);
        await server.Http.GetStringAsync("/guarded/say/before");
        using var connection = await RawConnection.Open(server.Url);
        await connection.Send("GET /guarded/stream HTTP/1.1\r\nhost: a\r\n\r\n");
        await Until(async () => await Gauge(server, "slots", "guarded") == "1");

        _time.CrashNext();
        using var crashed = await server.Http.GetAsync("/guarded/plain");
        Assert.Equal(500, (int)crashed.StatusCode);
        Assert.Equal("1", await Gauge(server, "slots", "guarded"));

        await server.Http.GetStringAsync("/guarded/say/-after");
        await server.Http.GetStringAsync("/guarded/end");

        Assert.Equal("before-after", (await connection.Read()).Body);
        await Until(async () => await Gauge(server, "slots", "guarded") == "0");
    }

    private static Task<TestServer> Start(CrashingTime time) => TestServer.Start(Yaml, time, typeof(GuardedProvider));

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

    /// <summary>Another clock that throws once if the actor of a provider asks for the time.</summary>
    private sealed class CrashingTime(TimeProvider time) : TimeProvider
    {
        private bool _crashNext;

        public override long TimestampFrequency => time.TimestampFrequency;

        public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

        /// <summary>Crashes the next provider actor that decides for a request.</summary>
        public void CrashNext() => Volatile.Write(ref _crashNext, true);

        public override long GetTimestamp() => IsInProviderActor && Interlocked.Exchange(ref _crashNext, false)
            ? throw new InvalidOperationException("A deadly request.")
            : time.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);

        private static bool IsInProviderActor =>
            InternalCurrentActorCellKeeper.Current?.Self.Path.Name.StartsWith("provider-", StringComparison.Ordinal) == true;
    }
}
