using System.Text;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Writing;

/// <summary>When the bytes of each provider leave under a latency written in responses.yml.</summary>
public sealed class LatencyTests
{
    private const string Yaml = """
        responses: {hi: one two three}
        latency: {time_to_first_token: 1s, inter_token: 100ms}
        """;

    private readonly ObservedTime _time = new();

    [Theory]
    [InlineData("/v1/chat/completions", "[DONE]")]
    [InlineData("/v1/messages", "message_stop")]
    [InlineData("/said", "three")]
    public async Task A_stream_opens_with_its_first_token_keeps_its_gaps_and_closes_with_its_last(string path, string closing)
    {
        await using var server = await TestServer.Start(Yaml, _time, typeof(SaidProvider));
        using var client = await RawConnection.Post(server.Url, path, Chats.Hi(path, stream: true));

        await AssertNothingBefore(server, client, 1000);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.Head(), StringComparison.Ordinal);
        await AssertArrives(client, "one");
        await AssertNothingBefore(server, client, 100);
        await AssertArrives(client, " two");
        await AssertNothingBefore(server, client, 100);

        var rest = await client.Rest();
        Assert.True(rest.IsWhole);
        Assert.Contains(" three", rest.Text, StringComparison.Ordinal);
        Assert.Contains(closing, rest.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/messages")]
    [InlineData("/said")]
    public async Task A_plain_answer_leaves_when_the_stream_would_have_ended(string path)
    {
        await using var server = await TestServer.Start(Yaml, _time, typeof(SaidProvider));
        using var client = await RawConnection.Post(server.Url, path, Chats.Hi(path, stream: false));

        await AssertNothingBefore(server, client, 1200);

        Assert.Contains("one two three", (await client.Read()).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Several_choices_are_generated_beside_one_another(bool stream)
    {
        await using var server = await TestServer.Start(Yaml, _time);
        var body = "{\"n\":3," + Chats.Hi("/v1/chat/completions", stream)[1..];
        using var client = await RawConnection.Post(server.Url, "/v1/chat/completions", body);

        var waited = 0.0;
        while (waited < 1200)
        {
            var wait = await _time.NextWait();
            waited += wait.TotalMilliseconds;
            _time.Advance(wait);
        }

        var answer = await client.Read();
        Assert.Equal(1200, waited);
        Assert.Contains("\"index\":2", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_without_tokens_takes_the_time_to_first_token_only()
    {
        await using var server = await TestServer.Start(Yaml, _time, typeof(SaidProvider));
        using var client = await RawConnection.Post(server.Url, "/vectors", "{}");

        await AssertNothingBefore(server, client, 1000);

        Assert.Equal(200, (await client.Read()).Status);
    }

    [Fact]
    public async Task Counting_tokens_and_listing_models_take_no_time()
    {
        await using var server = await TestServer.Start(Yaml, _time);
        using var client = await RawConnection.Post(
            server.Url, "/v1/messages/count_tokens", """{"model":"m","messages":[{"role":"user","content":"hi"}]}""");

        Assert.Equal(200, (await client.Read()).Status);
        await server.Http.GetStringAsync("/v1/models");
        Assert.Equal(0, _time.TimersCreated);
    }

    [Fact]
    public async Task Lag_is_off_where_a_latency_is_in_force()
    {
        await using var server = await TestServer.Start($"settings: {{lag_enabled: true, lag_factor: 0.001}}\n{Yaml}", _time);
        using var client = await RawConnection.Post(server.Url, "/v1/messages", Chats.Hi("/v1/messages", stream: false));

        Assert.Equal(1200, (await _time.NextWait()).TotalMilliseconds);
    }

    // Waits for the next timer, and lets its time come: nothing may have arrived a millisecond earlier.
    private async Task AssertNothingBefore(TestServer server, RawConnection client, double milliseconds)
    {
        var wait = await _time.NextWait();
        Assert.Equal(milliseconds, wait.TotalMilliseconds);
        _time.Advance(wait - TimeSpan.FromMilliseconds(1));
        await server.Http.GetStringAsync("/health");
        Assert.False(client.HasBytes);
        _time.Advance(TimeSpan.FromMilliseconds(1));
    }

    private static async Task AssertArrives(RawConnection client, string token)
    {
        var text = new StringBuilder();
        while (!text.ToString().Contains(token, StringComparison.Ordinal))
        {
            var chunk = await client.Chunk();
            Assert.False(string.IsNullOrEmpty(chunk), $"The stream ended before '{token}'.");
            text.Append(chunk);
        }
    }
}
