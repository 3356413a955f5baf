using System.Text.Json;

namespace MockLlm.Web.Tests.Faults;

/// <summary>What is reset, closed or left hanging leaves nothing behind, and holds up nobody else.</summary>
public sealed class LeakTests
{
    private const int Requests = 300;

    [Theory]
    [InlineData("reset:0.5")]
    [InlineData("close:0.5")]
    [InlineData("truncate:0.5")]
    public async Task Hundreds_of_faulted_replies_leave_nothing_open(string fault)
    {
        await using var talk = await FaultedTalk.Start();

        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (n, _) =>
        {
            var path = n % 2 == 0 ? FaultedTalk.OpenAi : FaultedTalk.Lines;
            using var connection = await talk.Post(path, stream: n % 3 != 0, fault);
            await connection.Head();
        });

        await IsEmpty(talk.Server);
        Assert.Null((await talk.Stream(FaultedTalk.OpenAi)).Cut);
    }

    [Theory]
    [InlineData(FaultedTalk.OpenAi, true)]
    [InlineData(FaultedTalk.Lines, true)]
    [InlineData(FaultedTalk.OpenAi, false)]
    public async Task Replies_that_stall_hold_up_nobody_and_end_when_their_clients_leave(string path, bool stream)
    {
        await using var talk = await FaultedTalk.Start();
        var stalled = new List<RawConnection>();
        for (var n = 0; n < 100; n++)
        {
            stalled.Add(await talk.Post(path, stream, "stall"));
            await stalled[^1].Head();
        }

        Assert.Null((await talk.Stream(FaultedTalk.Anthropic)).Cut);
        await Eventually.Holds(
            async () => (await Stats(talk.Server)).GetProperty("in_flight").GetInt32() == 100, () => "Not all stall, or not only they are under way.");

        stalled.ForEach(connection => connection.Dispose());
        await IsEmpty(talk.Server);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("reset:0.5")]
    [InlineData("close")]
    [InlineData("hang:1ms")]
    public async Task Connections_that_the_server_ends_are_closed_on_its_side_too(string fault)
    {
        await using var talk = await FaultedTalk.Start();
        using var connections = await OpenConnections.To(talk.Server);

        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (n, _) =>
        {
            using var connection = await talk.Post(n % 2 == 0 ? FaultedTalk.OpenAi : FaultedTalk.Lines, stream: n % 3 != 0, fault);
            await connection.ToEnd();
        });

        Assert.Equal(Requests, connections.Begun);
        await connections.Are(0);
        await IsEmpty(talk.Server);
    }

    [Theory]
    [InlineData("stall", false)]
    [InlineData("stall", true)]
    [InlineData("hang", true)]
    [InlineData("drip", false)]
    public async Task Connections_are_open_until_their_clients_leave_and_no_longer(string fault, bool reset)
    {
        await using var talk = await FaultedTalk.Start();
        using var connections = await OpenConnections.To(talk.Server);

        var open = new List<RawConnection>();
        for (var n = 0; n < 100; n++)
        {
            open.Add(await talk.Post(n % 2 == 0 ? FaultedTalk.Anthropic : FaultedTalk.Lines, stream: n % 3 != 0, fault));
        }

        await connections.Are(100);
        open.ForEach(connection => connection.Leave(reset));
        await connections.Are(0);
        await IsEmpty(talk.Server);
    }

    [Fact]
    public async Task The_drains_end_ends_what_stalls()
    {
        await using var talk = await FaultedTalk.Start("server: {drain: 1ms}");
        using var connection = await talk.Post(FaultedTalk.OpenAi, stream: true, "stall");
        await connection.Head();

        await talk.Server.StopAsync();

        Assert.False((await connection.Rest()).IsWhole);
    }

    private static Task IsEmpty(TestServer server) => Eventually.Holds(
        async () =>
        {
            var stats = await Stats(server);
            return stats.GetProperty("in_flight").GetInt32() == 0 && stats.GetProperty("streams_open").GetInt32() == 0;
        },
        () => "Something stays open.");

    private static async Task<JsonElement> Stats(TestServer server) =>
        JsonDocument.Parse(await server.Http.GetStringAsync("/_mockllm/stats")).RootElement;
}
