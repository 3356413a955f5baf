using System.Net;
using MockLlm.Web.Tests.Writing;

using static MockLlm.Web.Tests.Control.ControlClient;

namespace MockLlm.Web.Tests.Control;

public sealed class ResetRouteTests
{
    [Fact]
    public async Task Limits_faults_and_totals_begin_anew_and_live_changes_are_gone()
    {
        await using var server = await TestServer.Start("limits: {requests_per_minute: 3}\nfaults: [{name: first, kind: status, times: 1}]");

        var before = await Story(server);
        await Eventually.Holds(async () => await Served(server) == 3, () => "There were not three replies.");
        await server.Ask(HttpMethod.Patch, SettingsPath, """{"settings": {"api_keys": ["sk-1"]}}""");
        Assert.Equal(HttpStatusCode.NoContent, (await server.Ask(HttpMethod.Post, ResetPath)).Status);

        Assert.Equal(0, await Served(server));
        Assert.Equal("{}", (await server.Ask(HttpMethod.Get, StatsPath)).Json.GetProperty("faults").GetRawText());
        Assert.Equal("""{"prompt":0,"completion":0}""", (await server.Ask(HttpMethod.Get, StatsPath)).Json.GetProperty("tokens").GetRawText());
        Assert.Equal([500, 200, 200, 200, 429], before);
        Assert.Equal(before, await Story(server));
    }

    [Fact]
    public async Task What_is_open_stays_counted()
    {
        await using var server = await TestServer.Start("settings: {lag_enabled: true, lag_factor: 0.0001}\nresponses: {hi: hello}");
        using var connection = await RawConnection.Post(server.Url, "/v1/chat/completions", Chats.Hi("/v1/chat/completions", stream: true));
        await Eventually.Holds(async () => await InFlight(server) == 1, () => "The stream is not open.");

        await server.Ask(HttpMethod.Post, ResetPath);

        Assert.Equal(1, await InFlight(server));
        connection.Leave(reset: true);
        await Eventually.Holds(async () => await InFlight(server) == 0, () => "The stream is still counted.");
    }

    [Theory]
    [InlineData(null, HttpStatusCode.NoContent)]
    [InlineData("{}", HttpStatusCode.NoContent)]
    [InlineData("""{"faults": true}""", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    public async Task It_takes_no_body(string? body, HttpStatusCode status)
    {
        await using var server = await TestServer.Start();

        Assert.Equal(status, (await server.Ask(HttpMethod.Post, ResetPath, body)).Status);
    }

    private static async Task<int[]> Story(TestServer server)
    {
        var statuses = new List<int>();
        for (var request = 0; request < 5; request++)
        {
            using var answer = await server.Chat();
            statuses.Add((int)answer.StatusCode);
        }

        return [.. statuses];
    }

    private static async Task<long> Served(TestServer server) => (await server.Ask(HttpMethod.Get, StatsPath)).Json.GetProperty("served").GetInt64();

    private static async Task<long> InFlight(TestServer server) => (await server.Ask(HttpMethod.Get, StatsPath)).Json.GetProperty("in_flight").GetInt64();
}
