namespace MockLlm.Web.Tests.Reading;

/// <summary>Clients that begin a request and go.</summary>
public sealed class LeavingClientsTests
{
    private const int Clients = 100;

    [Theory]
    [InlineData("POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-", false)]
    [InlineData("POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-", true)]
    [InlineData("POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"model\"", false)]
    [InlineData("POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"model\"", true)]
    [InlineData("POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{", true)]
    public async Task Clients_that_leave_in_the_middle_leave_no_request_behind(string sent, bool reset)
    {
        await using var server = await TestServer.Start();
        for (var i = 0; i < Clients; i++)
        {
            using var connection = await RawConnection.Open(server.Url);
            await connection.Send(sent);
            connection.Leave(reset);
        }

        using (var connection = await RawConnection.Open(server.Url))
        {
            await VendorRoute.Chat.AssertServes(connection);
        }

        // Ends only when no request is open any more.
        await server.Drain.RunAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }
}
