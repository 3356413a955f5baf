using System.Text;
using MockLlm.Web.Ceiling;

namespace MockLlm.Web.Tests.Ceiling;

public sealed class LoadTests
{
    private const string Hi = """{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task Each_connection_reads_its_stream()
    {
        await using var server = await TestServer.Start("responses: {hi: one two three}");

        var seen = await Run(server, Request(Hi), connections: 5);

        Assert.Equal((5, 0, 5 * 5), (seen.Answered, seen.Failed, seen.Events));
        Assert.Equal(0, seen.Late.Total);
    }

    [Fact]
    public async Task The_lateness_of_each_event_of_a_paced_stream_is_counted()
    {
        await using var server = await TestServer.Start("responses: {hi: one two three}\nlatency: {time_to_first_token: 1ms, inter_token: 1ms}");

        var seen = await Run(server, Request(Hi), connections: 2, plan => plan with { Gap = TimeSpan.FromMilliseconds(1) });

        Assert.Equal((2, 2 * 5), (seen.Answered, seen.Late.Total));
    }

    [Fact]
    public async Task Answers_other_than_200_are_failures()
    {
        await using var server = await TestServer.Start();

        var seen = await Run(server, Request("{}"), connections: 3);

        Assert.Equal((0, 3), (seen.Answered, seen.Failed));
    }

    [Fact]
    public async Task A_connection_without_an_answer_is_cut_at_the_limit()
    {
        await using var server = await TestServer.Start("faults: [{kind: hang}]");

        var seen = await Run(server, Request(Hi), connections: 2, plan => plan with { Limit = TimeSpan.FromMilliseconds(50) });

        Assert.Equal((0, 2), (seen.Answered, seen.Failed));
    }

    [Fact]
    public async Task A_server_that_is_gone_fails_every_connection()
    {
        int port;
        await using (var server = await TestServer.Start())
        {
            port = server.Url.Port;
        }

        var seen = await Load.Run(new(port, Request(Hi), Connections: 3), TimeProvider.System, CancellationToken.None);

        Assert.Equal((0, 3), (seen.Answered, seen.Failed));
    }

    private static Task<LoadResult> Run(TestServer server, byte[] request, int connections, Func<LoadPlan, LoadPlan>? change = null) =>
        Load.Run((change ?? (plan => plan))(new(server.Url.Port, request, connections)), TimeProvider.System, CancellationToken.None);

    private static byte[] Request(string body) => Encoding.ASCII.GetBytes(
        $"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
