using System.Net;
using System.Text.Json;

using static MockLlm.Web.Tests.Control.ControlClient;

namespace MockLlm.Web.Tests.Control;

public sealed class LiveConcurrencyTests
{
    private const int Writers = 16;
    private const int Clients = 64;
    private const int Rounds = 20;

    // Each patch sets both limits, one ten times the other: an answer that shows another pair has seen two snapshots.
    [Fact]
    public async Task Sixteen_writers_and_sixty_four_clients_never_see_half_a_change_and_lose_none()
    {
        await using var server = await TestServer.Start($$"""
            limits: {requests_per_minute: {{Limit(0, 0)}}, tokens_per_minute: {{10 * Limit(0, 0)}}}
            faults: [{name: brownout, kind: status, status: 418, probability: 0}]
            """);
        using var stop = new CancellationTokenSource();

        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(() => AskUntil(server, stop.Token))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(server, writer))));
        await stop.CancelAsync();
        var pairs = (await Task.WhenAll(clients)).SelectMany(seen => seen).ToHashSet();

        Assert.All(pairs, pair => Assert.Equal(10 * pair.Requests, pair.Tokens));
        Assert.True(pairs.Count > 1, "No client saw any change.");
        var faults = (await server.Ask(HttpMethod.Get, FaultsPath)).Json;
        Assert.Equal(
            ["brownout", .. Enumerable.Range(0, Writers).Select(writer => $"kept {writer:00}")],
            faults.EnumerateArray().Select(fault => fault.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(faults.EnumerateArray().SkipLast(1), fault => Assert.Equal(Rounds, fault.GetProperty("times").GetInt32()));
    }

    private static async Task Write(TestServer server, int writer)
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var limit = Limit(writer, round);
            Accepted(await server.Ask(HttpMethod.Patch, SettingsPath, $$$"""{"limits": {"requests_per_minute": {{{limit}}}, "tokens_per_minute": {{{10 * limit}}}}}"""));
            Accepted(await server.Ask(HttpMethod.Put, $"{FaultsPath}/kept {writer:00}", $$"""{"kind": "empty", "probability": 0, "times": {{round}}}"""));
            Accepted(await server.Ask(HttpMethod.Put, $"{FaultsPath}/gone {writer:00}", """{"kind": "html", "probability": 0}"""));
            Accepted(await server.Ask(HttpMethod.Delete, $"{FaultsPath}/gone {writer:00}"));
        }
    }

    private static async Task<HashSet<(long Requests, long Tokens)>> AskUntil(TestServer server, CancellationToken stop)
    {
        var seen = new HashSet<(long, long)>();
        do
        {
            using var answer = await server.Chat();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            seen.Add((Header(answer, "x-ratelimit-limit-requests"), Header(answer, "x-ratelimit-limit-tokens")));
        }
        while (!stop.IsCancellationRequested);
        return seen;
    }

    // No two of them are the same, and none is so small that a request does not fit.
    private static long Limit(int writer, int round) => 1_000_000 + (1_000 * writer) + round;

    private static void Accepted((HttpStatusCode Status, JsonElement Json) answer) =>
        Assert.True((int)answer.Status is >= 200 and < 300, $"{answer.Status}: {answer.Json}");

    private static long Header(HttpResponseMessage answer, string name) =>
        long.Parse(Assert.Single(answer.Headers.GetValues(name)), System.Globalization.CultureInfo.InvariantCulture);
}
