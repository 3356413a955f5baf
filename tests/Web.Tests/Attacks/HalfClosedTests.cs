using System.Net;
using System.Net.Sockets;
using System.Text;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Attacks;

/// <summary>Clients that end their sending side and wait for the answer. docs/security.md says what they get.</summary>
public sealed class HalfClosedTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_ends_its_sending_side_counts_as_one_that_has_left(bool stream)
    {
        await using var server = await TestServer.Start("latency: {time_to_first_token: 20s}");
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, server.Url.Port).OrFail();
        var body = Chats.Hi("/v1/chat/completions", stream);
        await client.SendAsync(Encoding.UTF8.GetBytes(
            $"POST /v1/chat/completions HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: {body.Length}\r\n\r\n{body}"));
        await Eventually.Holds(async () => (await server.Http.GetStringAsync("/metrics")).Length > 0 && server.Counts("openai").Running == 1, () => "It never ran.");

        client.Shutdown(SocketShutdown.Send);

        // The connection ends long before the answer is due.
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]).WaitAsync(TimeSpan.FromSeconds(10)));
        await Eventually.Holds(async () => (await server.Http.GetAsync("/health")).IsSuccessStatusCode && server.Counts("openai").Running == 0, () => "It still runs.");
    }
}
