using System.Net;
using System.Net.Sockets;
using System.Text;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Wire;

/// <summary>Other tests believe what this client says about bytes and endings.</summary>
public sealed class RawConnectionTests : IDisposable
{
    private const string Head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RawConnectionTests() => _listener.Start();

    [Fact]
    public async Task Reading_until_a_text_takes_no_byte_more()
    {
        using var client = await Open();
        using var server = await Send("one\r\r\ntwo"u8.ToArray());

        Assert.Equal("one\r\r\n"u8.ToArray(), await client.Until("\r\n"));
        Assert.True(client.HasBytes);
        Assert.Equal("tw"u8.ToArray(), await client.Take(2));
        Assert.Null(client.Ending);
        server.Close();
        Assert.Equal("o"u8.ToArray(), await client.Until("\r\n"));
        Assert.Equal(Ending.Fin, client.Ending);
        Assert.Empty(await client.Take(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_end_is_a_FIN_or_a_reset(bool reset)
    {
        using var client = await Open();
        using var server = await Send([0xFF, 0x00]);
        Assert.Equal([0xFF], await client.Take(1));

        End(server, reset);

        Assert.Equal([0x00], await client.ToEnd());
        Assert.Equal(reset ? Ending.Reset : Ending.Fin, client.Ending);
    }

    [Fact]
    public async Task A_chunked_body_keeps_its_chunks_and_the_next_answer_stays()
    {
        using var client = await Open();
        using var server = await Send(Encoding.UTF8.GetBytes(Head + "1\r\n\u0001\r\na\r\n0123456789\r\n0\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"));

        Assert.Equal(Head, await client.Head());
        var body = await client.Rest();

        Assert.True(body.IsWhole);
        Assert.Equal(["\u0001", "0123456789"], body.Texts);
        Assert.Equal(204, (await client.Read()).Status);
        Assert.Null(client.Ending);
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("3\r\none\r\n", "one", true)]
    [InlineData("3\r\none\r\n3\r\nt", "onet", false)]
    [InlineData("3\r\none\r\n0\r\n", "one", true)]
    public async Task A_body_that_is_cut_keeps_what_came_and_says_how_it_ended(string sent, string came, bool reset)
    {
        using var client = await Open();
        using var server = await Send(Encoding.UTF8.GetBytes(Head + sent));
        await client.Head();

        End(server, reset);
        var body = await client.Rest();

        Assert.Equal((came, reset ? Ending.Reset : Ending.Fin), (body.Text, body.Cut));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nno")]
    [InlineData(Head + "2\r\nno\r\n")]
    [InlineData(Head + "2\r\nlong\r\n0\r\n\r\n")]
    public async Task An_answer_that_is_cut_or_longer_than_it_says_is_no_answer(string sent)
    {
        using var client = await Open();
        using var server = await Send(Encoding.UTF8.GetBytes(sent));
        server.Close();

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(client.Read);
    }

    public void Dispose() => _listener.Dispose();

    private Task<RawConnection> Open() => RawConnection.Open(new Uri($"http://{_listener.LocalEndpoint}"));

    // Accepts the client and sends it these bytes.
    private async Task<Socket> Send(byte[] bytes)
    {
        var server = await _listener.AcceptSocketAsync().OrFail();
        await server.SendAsync(bytes).OrFail();
        return server;
    }

    private static void End(Socket server, bool reset)
    {
        server.LingerState = new LingerOption(reset, 0);
        server.Close();
    }
}
