using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Tests.Attacks;

/// <summary>Clients whose bodies together need more memory than <c>server.body_memory</c>.</summary>
public sealed class LargeBodiesTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Messages = "/v1/messages";
    private const int Large = 100_000;

    [Theory]
    [InlineData(Chat, 503)]
    [InlineData(Messages, 529)]
    public async Task A_large_body_without_memory_waits_and_gets_the_vendors_overload_error_and_its_connection_goes_on(string path, int status)
    {
        var route = VendorRoute.Of(path);
        await using var server = await TestServer.Start("server: {body_memory: 8MiB}");
        var memory = Memory(server);
        using var connection = await RawConnection.Open(server.Url);
        await memory.Take(8 << 20, isArriving: false, default);

        await connection.Send(route.Request(Padded(route, Large)));
        route.AssertError(await connection.Read(), status);
        await route.AssertServes(connection);

        await connection.Send(route.Head("content-type: application/json\r\ntransfer-encoding: chunked\r\n"));
        await connection.Send($"{Large:x}\r\n{Encoding.UTF8.GetString(Padded(route, Large))}\r\n0\r\n\r\n");
        route.AssertError(await connection.Read(), status);
        await route.AssertServes(connection);
        Assert.Equal(8 << 20, memory.Used);
    }

    [Theory]
    [InlineData(Chat)]
    [InlineData(Messages)]
    public async Task A_large_body_that_waits_is_served_when_memory_is_given_back(string path)
    {
        var route = VendorRoute.Of(path);
        await using var server = await TestServer.Start("server: {body_memory: 8MiB}");
        var memory = Memory(server);
        using var connection = await RawConnection.Open(server.Url);
        await memory.Take(8 << 20, isArriving: false, default);

        await connection.Send(route.Request(Padded(route, Large)));
        memory.Give(8 << 20);

        Assert.Equal(200, (await connection.Read()).Status);
        await Gone(memory);
    }

    [Fact]
    public async Task A_body_that_could_never_be_read_is_too_large()
    {
        await using var server = await TestServer.Start("server: {body_memory: 1MiB}");
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(VendorRoute.Messages.Request(Padded(VendorRoute.Messages, 200_000)));

        VendorRoute.Messages.AssertError(await connection.Read(), 413);
        await VendorRoute.Messages.AssertServes(connection);
    }

    [Fact]
    public async Task Very_many_small_values_cost_what_their_objects_take()
    {
        await using var server = await TestServer.Start("server: {body_memory: 16MiB}");
        using var connection = await RawConnection.Open(server.Url);
        var body = Encoding.UTF8.GetBytes($$"""{"model":"gpt-4o","messages":[{{string.Join(',', Enumerable.Repeat("{}", 300_000))}}]}""");

        await connection.Send(VendorRoute.Chat.Request(body));

        VendorRoute.Chat.AssertError(await connection.Read(), 503);
        await VendorRoute.Chat.AssertServes(connection);
        Assert.Equal(0, Memory(server).Used);
    }

    [Fact]
    public async Task Bodies_without_their_last_byte_never_take_more_than_half_and_others_are_served()
    {
        const int Clients = 60;
        const long Capacity = 32 << 20;
        await using var server = await TestServer.Start("server: {body_memory: 32MiB}");
        var memory = Memory(server);
        var body = Padded(VendorRoute.Chat, 2 << 20);
        var connections = new List<RawConnection>();
        var sending = new List<Task>();
        for (var i = 0; i < Clients; i++)
        {
            connections.Add(await RawConnection.Open(server.Url));
            sending.Add(SendAllButTheLastByte(connections[^1], body));
        }

        using var neighbour = await RawConnection.Open(server.Url);
        for (var i = 0; i < 200; i++)
        {
            await VendorRoute.Chat.AssertServes(neighbour);
            Assert.InRange(memory.Used, 0, Capacity / 2);
            await Task.Delay(2);
        }

        connections.ForEach(connection => connection.Leave(reset: true));
        await Task.WhenAll(sending);
        await Gone(memory);
        await VendorRoute.Chat.AssertServes(neighbour);
    }

    [Fact]
    public async Task The_memory_of_a_body_is_given_back_after_its_reply_however_it_ends()
    {
        await using var server = await TestServer.Start("server: {body_memory: 64MiB}\nsettings: {lag_enabled: true, lag_factor: 1}");
        var memory = Memory(server);
        using var stays = await RawConnection.Open(server.Url);
        var streamed = Encoding.UTF8.GetBytes($$"""{"stream":true,"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}""".PadRight(Large));
        await stays.Send(VendorRoute.Chat.Request(streamed));
        Assert.Equal(200, RawAnswer.Parse(await stays.Head()).Status);
        // The text of the body is freed, but what was read from it stays until the end of the stream.
        Assert.InRange(memory.Used, 2 * Large, 3 * Large);

        stays.Leave(reset: true);

        await Gone(memory);
        foreach (var bad in new[] { "{", "[]", """{"model":1}""", "\"\\ud800\"" })
        {
            using var connection = await RawConnection.Open(server.Url);
            await connection.Send(VendorRoute.Chat.Request(Encoding.UTF8.GetBytes(bad.PadRight(Large))));
            VendorRoute.Chat.AssertError(await connection.Read(), 400);
        }

        await Gone(memory);
    }

    private static BodyMemory Memory(TestServer server) => server.Services.GetRequiredService<BodyMemory>();

    private static Task Gone(BodyMemory memory) => Eventually.Holds(
        async () =>
        {
            await Task.Delay(5);
            return memory.Used == 0;
        },
        () => $"{memory.Used} bytes are still counted");

    private static async Task SendAllButTheLastByte(RawConnection connection, byte[] body)
    {
        try
        {
            await connection.Send(VendorRoute.Chat.Request(body)[..^1]);
        }
        catch (Exception refused) when (refused is System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            // The server has refused the body and closed the connection, or the test has left.
        }
    }

    private static byte[] Padded(VendorRoute route, int length) => Encoding.UTF8.GetBytes(route.Good.PadRight(length));
}
