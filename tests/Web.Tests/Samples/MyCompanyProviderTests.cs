using System.Text.Json.Nodes;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Samples;

public sealed class MyCompanyProviderTests(SampleServer samples) : IClassFixture<SampleServer>
{
    private const string Chat = "/v1/mycompany/chat";

    private static readonly object[] Messages =
        [new { role = "system", content = "Be brief." }, new { role = "user", content = new[] { new { type = "text", text = "Hello" } } }];

    [Fact]
    public async Task A_chat_has_the_guide_s_shape()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var answer = await samples.PostJson(Chat, new { model = "mycompany-large", messages = Messages });

        Assert.Matches("^mycompany-[0-9a-f]{8}$", (string?)answer["id"]);
        Assert.Equal("chat.completion", (string?)answer["object"]);
        Assert.InRange((long)answer["created"]!, before, before + 60);
        Assert.Equal("mycompany-large", (string?)answer["model"]);
        var expected = """[{"index":0,"message":{"role":"assistant","content":"Hello there, my friend"},"finish_reason":"stop"}]""";
        Assert.Equal(expected, answer["choices"]!.ToJsonString());
        var usage = answer["usage"]!;
        Assert.Equal(5, (int)usage["completion_tokens"]!);
        Assert.Equal((int)usage["prompt_tokens"]! + 5, (int)usage["total_tokens"]!);
        Assert.Equal("mycompany", (string?)answer["provider"]);
    }

    [Fact]
    public async Task A_streamed_chat_is_a_start_deltas_and_an_end_one_a_line()
    {
        var (status, type, body) = await samples.Post(Chat, """{"stream":true,"messages":[{"role":"user","content":"Hello"}]}""");
        List<JsonNode> lines = [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

        Assert.Equal((200, "application/x-ndjson"), (status, type));
        Assert.Equal("""{"type":"start","model":"mycompany-small"}""", lines[0].ToJsonString());
        Assert.All(lines[1..^1], line => Assert.Equal("delta", (string?)line["type"]));
        Assert.Equal("Hello there, my friend", string.Concat(lines[1..^1].Select(line => (string?)line["content"])));
        Assert.Equal("""{"type":"end","finish_reason":"stop"}""", lines[^1].ToJsonString());
        Assert.True(lines.Count > 3);
    }

    [Fact]
    public async Task A_streamed_chat_leaves_character_by_character_at_the_pace_of_the_lag()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(
            "{responses: {hi: abc}, settings: {lag_enabled: true, lag_factor: 1}}", time, SampleServer.Providers);
        var run = SampleServer.Post(server, Chat, """{"stream":true,"messages":[{"role":"user","content":"hi"}]}""");

        var waited = TimeSpan.Zero;
        for (var i = 0; i < 3; i++)
        {
            var wait = await time.NextWait();
            waited += wait;
            time.Advance(wait);
        }

        Assert.Equal(
            ["""{"type":"delta","content":"a"}""", """{"type":"delta","content":"b"}""", """{"type":"delta","content":"c"}"""],
            (await run).Body.Split('\n')[1..4]);
        Assert.InRange(waited.TotalMilliseconds, 300, 303);
    }

    [Theory]
    [InlineData("{}", "'messages' is required.")]
    [InlineData("""{"messages":7}""", "'messages' must be an array.")]
    [InlineData("""{"messages":[]}""", "'messages' must not be empty.")]
    public async Task An_invalid_request_is_a_400_in_the_guide_s_shape(string body, string message) =>
        Assert.Equal((400, "application/json", $$"""{"error":"{{message}}","status":400}"""), await samples.Post(Chat, body));

    [Fact]
    public async Task A_completion_has_the_guide_s_shape()
    {
        var answer = await samples.PostJson("/v1/mycompany/complete", new { prompt = "Hello" });

        Assert.Equal("text.completion", (string?)answer["object"]);
        Assert.Equal("""[{"text":"Hello there, my friend","index":0,"finish_reason":"stop"}]""", answer["choices"]!.ToJsonString());
        Assert.Equal("""{"prompt_tokens":1,"completion_tokens":5,"total_tokens":6}""", answer["usage"]!.ToJsonString());
    }

    [Fact]
    public async Task An_embedding_has_768_numbers_that_come_from_the_seed()
    {
        var answer = await samples.PostJson("/v1/mycompany/embeddings", new { input = "two words" });
        await using var other = await TestServer.Start(SampleServer.Yaml, providers: SampleServer.Providers);
        using var content = new StringContent("""{"input":"two words"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var again = await other.Http.PostAsync("/v1/mycompany/embeddings", content);

        var numbers = answer["data"]![0]!["embedding"]!.AsArray();
        Assert.Equal(768, numbers.Count);
        Assert.All(numbers, number => Assert.InRange((double)number!, 0, 1));
        Assert.Equal("""{"prompt_tokens":2,"total_tokens":2}""", answer["usage"]!.ToJsonString());
        Assert.Equal(answer.ToJsonString(), JsonNode.Parse(await again.Content.ReadAsStringAsync())!.ToJsonString());
    }

    [Fact]
    public async Task The_list_of_providers_shows_its_capabilities() => Assert.Contains(
        "\"function_calling\":true", await samples.Server.Http.GetStringAsync("/providers"), StringComparison.Ordinal);
}
