namespace MockLlm.Web.Tests.Reading;

/// <summary>Clients that begin a request and keep still.</summary>
public sealed class IdleClientsTests
{
    private const int Clients = 300;

    [Theory]
    [InlineData("half a header", "POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-")]
    [InlineData("half a body", "POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"model\"")]
    [InlineData("half a chunk", "POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{")]
    public async Task Clients_that_stop_in_the_middle_hold_no_threads_and_others_are_served(string what, string sent)
    {
        Assert.NotEmpty(what);
        await using var server = await TestServer.Start();
        var idle = new List<RawConnection>();
        try
        {
            await AssertServes(server);
            for (var i = 0; i < Clients; i++)
            {
                idle.Add(await RawConnection.Open(server.Url));
                await idle[^1].Send(sent);
            }

            await AssertServes(server);
            Assert.InRange(ThreadPool.ThreadCount, 1, Clients / 3);
        }
        finally
        {
            foreach (var connection in idle)
            {
                connection.Dispose();
            }
        }

        await AssertServes(server);
    }

    private static async Task AssertServes(TestServer server)
    {
        using var connection = await RawConnection.Open(server.Url);
        await VendorRoute.Chat.AssertServes(connection);
    }
}
