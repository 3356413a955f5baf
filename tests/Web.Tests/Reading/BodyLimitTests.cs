using System.Globalization;
using System.Text;

namespace MockLlm.Web.Tests.Reading;

public sealed class BodyLimitTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Messages = "/v1/messages";
    private const int Default = 32 * 1024 * 1024;

    [Theory]
    [InlineData(Chat)]
    [InlineData(Messages)]
    public async Task A_body_whose_length_is_over_the_limit_is_the_vendors_413(string path)
    {
        var route = VendorRoute.Of(path);
        await using var server = await TestServer.Start("server: {max_body: 1KiB}");
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(route.Request(new byte[1025]));
        route.AssertError(await connection.Read(), 413);
        await route.AssertServes(connection);
    }

    [Theory]
    [InlineData(Chat)]
    [InlineData(Messages)]
    public async Task A_chunked_body_over_the_limit_is_the_vendors_413(string path)
    {
        var route = VendorRoute.Of(path);
        await using var server = await TestServer.Start("server: {max_body: 1KiB}");
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(route.Head("content-type: application/json\r\ntransfer-encoding: chunked\r\n"));
        for (var i = 0; i < 5; i++)
        {
            await connection.Send($"100\r\n{new string(' ', 256)}\r\n");
        }

        await connection.Send("0\r\n\r\n");
        route.AssertError(await connection.Read(), 413);
        await route.AssertServes(connection);
    }

    [Fact]
    public async Task A_body_of_just_the_limit_is_read()
    {
        await using var server = await TestServer.Start("server: {max_body: 1KiB}");
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(VendorRoute.Chat.Request(Padded(1024)));

        Assert.Equal(200, (await connection.Read()).Status);
    }

    [Fact]
    public async Task A_refused_body_need_not_be_sent_by_a_client_that_asks_first()
    {
        await using var server = await TestServer.Start("server: {max_body: 1KiB}");
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(VendorRoute.Chat.Head("content-type: application/json\r\ncontent-length: 9999\r\nexpect: 100-continue\r\n"));

        VendorRoute.Chat.AssertError(await connection.Read(), 413);
    }

    [Fact]
    public async Task A_client_that_asks_first_is_told_to_go_on()
    {
        await using var server = await TestServer.Start();
        using var connection = await RawConnection.Open(server.Url);
        var body = Padded(500);

        await connection.Send(VendorRoute.Chat.Head("content-type: application/json\r\ncontent-length: 500\r\nexpect: 100-continue\r\n"));
        Assert.Equal(100, (await connection.Read()).Status);
        await connection.Send(body);

        Assert.Equal(200, (await connection.Read()).Status);
    }

    [Theory]
    [InlineData(Default, 200)]
    [InlineData(Default + 1, 413)]
    public async Task The_limit_is_32_MiB_by_default(int length, int status)
    {
        await using var server = await TestServer.Start();
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(VendorRoute.Chat.Request(Padded(length)));

        Assert.Equal(status, (await connection.Read()).Status);
    }

    [Fact]
    public async Task A_chunked_body_is_read_like_any_other()
    {
        await using var server = await TestServer.Start("responses: {hi: hello}");
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(VendorRoute.Chat.Head("content-type: application/json\r\ntransfer-encoding: chunked\r\n"));
        foreach (var letter in VendorRoute.Chat.Good)
        {
            await connection.Send(string.Create(CultureInfo.InvariantCulture, $"1\r\n{letter}\r\n"));
        }

        await connection.Send("0\r\n\r\n");
        Assert.Contains("\"hello\"", (await connection.Read()).Body, StringComparison.Ordinal);
    }

    // A good request of so many bytes: JSON may end in spaces.
    private static byte[] Padded(int length) => Encoding.UTF8.GetBytes(VendorRoute.Chat.Good.PadRight(length));
}
