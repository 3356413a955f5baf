using System.Net;
using System.Text.Json;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Metrics;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Control;

// Every stream has sent its first event and waits for the second, which is due in an hour; only what strikes it moves it.
public sealed class StreamFaultRouteTests
{
    private const string Path = "/_mockllm/streams/fault";

    [Theory]
    [InlineData("""{"kind":"reset"}""", "", "Reset")]
    [InlineData("""{"kind":"close","provider":"timed"}""", "", "Fin")]
    [InlineData("""{"kind":"truncate","share":1}""", "", null)]
    [InlineData("""{"kind":"error_event"}""", "data: {\"error\":{\"type\":\"overloaded\"", null)]
    public async Task An_end_comes_at_once(string fault, string comes, string? ending)
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("", time, typeof(TimedProvider));
        using var client = await Begin(server, time);

        Assert.Equal(1, await Strike(server, fault));

        var rest = await client.Rest();
        Assert.StartsWith(comes, rest.Text, StringComparison.Ordinal);
        Assert.Equal(comes.Length > 0, rest.Text.Length > 0);
        Assert.Equal(ending, rest.Cut?.ToString());
        await server.Reaches("mockllm_streams_open", 0);
        await server.Reaches("mockllm_slots", 0, "\"timed\"");
        Assert.Equal(1, await server.Metric("mockllm_faults_total", "provider=\"timed\""));
    }

    [Theory]
    [InlineData("duplicate", "data: 1\n\ndata: 1\n\n")]
    [InlineData("drop_event", "")]
    [InlineData("malformed", "data: 1{\n\n")]
    public async Task What_is_wrong_with_an_event_waits_for_the_next(string kind, string comes)
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("", time, typeof(TimedProvider));
        using var client = await Begin(server, time);

        Assert.Equal(1, await Strike(server, $$"""{"kind":"{{kind}}"}"""));
        time.Advance(TimeSpan.FromHours(1));

        var rest = await client.Rest();
        Assert.Equal(comes, rest.Text);
        Assert.True(rest.IsWhole);
    }

    [Fact]
    public async Task A_stall_holds_a_stream_up_for_its_time()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("", time, typeof(TimedProvider));
        using var client = await Begin(server, time);

        Assert.Equal(1, await Strike(server, """{"kind":"stall","for":"120m"}"""));
        time.Advance(await time.NextWait());

        Assert.Equal(TimedProvider.Event(1), (await client.Rest()).Text);
    }

    // A plain answer announces its length, so an event more or less would break it.
    [Theory]
    [InlineData("duplicate")]
    [InlineData("drop_event")]
    [InlineData("reset")]
    public async Task A_plain_answer_that_another_fault_holds_up_is_no_stream(string kind)
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("", time);
        using var client = await RawConnection.Open(server.Url);
        const string Body = """{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}""";
        await client.Send(VendorRoute.Chat.Head($"X-MockLlm-Fault: stall:60m\r\ncontent-type: application/json\r\ncontent-length: {Body.Length}\r\n") + Body);
        var head = await client.Head();
        await time.NextWait();

        Assert.Equal(0, await Strike(server, $$"""{"kind":"{{kind}}"}"""));
        time.Advance(TimeSpan.FromHours(1));

        var length = int.Parse(RawAnswer.Parse(head).Headers["content-length"], System.Globalization.CultureInfo.InvariantCulture);
        using var json = JsonDocument.Parse(await client.Take(length));
        Assert.Equal("chat.completion", json.RootElement.GetProperty("object").GetString());
        await VendorRoute.Chat.AssertServes(client);
    }

    [Fact]
    public async Task A_share_of_the_streams_is_struck()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("", time, typeof(TimedProvider));
        var clients = new List<RawConnection>();
        for (var n = 0; n < 10; n++)
        {
            clients.Add(await Begin(server, time));
        }

        Assert.Equal(0, await Strike(server, """{"kind":"reset","provider":"openai"}"""));
        Assert.Equal(3, await Strike(server, """{"kind":"reset","share":0.3}"""));

        await server.Reaches("mockllm_streams_open", 7);
        clients.ForEach(client => client.Dispose());
    }

    [Theory]
    [InlineData("", "The body has to say what goes wrong")]
    [InlineData("[1]", "The body has to say what goes wrong")]
    [InlineData("{}", "kind is missing")]
    [InlineData("""{"kind":"rset"}""", "did you mean reset?")]
    [InlineData("""{"kind":"overloaded"}""", "it cannot act on a stream that is open, those that can are reset, close")]
    [InlineData("""{"kind":"reset","at":0.5}""", "it acts at once, leave its position out")]
    [InlineData("""{"kind":"reset","share":2}""", "share is 2: it must be a share from 0 to 1")]
    [InlineData("""{"kind":"reset","provider":"opnai"}""", "did you mean openai?")]
    public async Task Says_what_is_wrong(string body, string message)
    {
        await using var server = await TestServer.Start();
        using var content = new StringContent(body, null, "application/json");
        using var answer = await server.Http.PostAsync(Path, content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(message, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<RawConnection> Begin(TestServer server, ObservedTime time)
    {
        var client = await RawConnection.Post(server.Url, "/timed", """{"due":[0,3600000]}""");
        await client.Head();
        Assert.Equal(TimedProvider.Event(0), await client.Chunk());
        await time.NextWait();
        return client;
    }

    private static async Task<int> Strike(TestServer server, string fault)
    {
        using var content = new StringContent(fault, null, "application/json");
        using var answer = await server.Http.PostAsync(Path, content);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("streams").GetInt32();
    }
}
