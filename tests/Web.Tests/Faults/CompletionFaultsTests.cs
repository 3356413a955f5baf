using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine;

namespace MockLlm.Web.Tests.Faults;

/// <summary>What faults do to a completion: in each vendor's own words, the same streamed and plain.</summary>
public sealed class CompletionFaultsTests
{
    private const string OpenAi = "/v1/chat/completions";
    private const string Anthropic = "/v1/messages";
    private const string Own = "/plain/chat";
    private const string Said = "one two three four five six seven eight";

    [Theory]
    [InlineData("refusal", null, "I'm sorry, I cannot assist with that request.", "stop")]
    [InlineData("content_filter", "one two three four", null, "content_filter")]
    [InlineData("cut_length", "one two three four five", null, "length")]
    [InlineData("cut_length, tokens: 2", "one two", null, "length")]
    [InlineData("cut_length, tokens: 100", Said, null, "length")]
    public async Task OpenAis_answer_says_it_streamed_and_plain(string fault, string? content, string? refusal, string reason)
    {
        await using var server = await Start(fault);

        var choice = (await Json(server, OpenAi)).GetProperty("choices")[0];
        var message = choice.GetProperty("message");
        Assert.Equal((content, refusal, reason), (message.GetProperty("content").GetString(), message.GetProperty("refusal").GetString(), choice.GetProperty("finish_reason").GetString()));

        var chunks = (await Events(server, OpenAi)).Where(data => data != "[DONE]").Select(data => Parse(data).GetProperty("choices")[0]).ToList();
        Assert.Equal(content, Joined(chunks, "content"));
        Assert.Equal(refusal, Joined(chunks, "refusal"));
        Assert.Equal(reason, chunks[^1].GetProperty("finish_reason").GetString());
    }

    [Theory]
    [InlineData("refusal", "", "refusal", true)]
    [InlineData("content_filter", "one two three four", "refusal", false)]
    [InlineData("cut_length", "one two three four five", "max_tokens", null)]
    public async Task Anthropics_answer_says_it_streamed_and_plain(string fault, string text, string reason, bool? isExplained)
    {
        await using var server = await Start(fault);

        var message = await Json(server, Anthropic);
        Assert.Equal(text, string.Concat(message.GetProperty("content").EnumerateArray().Select(block => block.GetProperty("text").GetString())));
        AssertStop(message);

        var events = (await Events(server, Anthropic)).Select(Parse).ToList();
        Assert.Equal(text, string.Concat(events.Where(data => data.GetProperty("type").GetString() == "content_block_delta")
            .Select(data => data.GetProperty("delta").GetProperty("text").GetString())));
        AssertStop(events.Single(data => data.GetProperty("type").GetString() == "message_delta").GetProperty("delta"));

        void AssertStop(JsonElement stop)
        {
            Assert.Equal(reason, stop.GetProperty("stop_reason").GetString());
            var details = stop.GetProperty("stop_details");
            Assert.Equal(isExplained, details.ValueKind == JsonValueKind.Null ? null : details.GetProperty("explanation").GetString() is not null);
        }
    }

    [Theory]
    [InlineData("refusal", "I'm sorry, but I can't help with that.", "Stop")]
    [InlineData("content_filter", "one two three four", "ContentFilter")]
    [InlineData("cut_length", "one two three four five", "Length")]
    public async Task A_provider_of_ones_own_is_handed_the_changed_completion(string fault, string text, string reason)
    {
        await using var server = await Start(fault);

        var answer = await Json(server, Own);

        Assert.Equal((text, reason), (answer.GetProperty("text").GetString(), answer.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_refusal_keeps_to_the_requests_own_limit()
    {
        await using var server = await Start("refusal");

        var choice = (await Json(server, OpenAi, fields: ",\"max_tokens\":2")).GetProperty("choices")[0];

        Assert.Equal(("I'm sorry", "length"), (choice.GetProperty("message").GetProperty("refusal").GetString(), choice.GetProperty("finish_reason").GetString()));
    }

    [Fact]
    public async Task One_that_applied_is_named_and_counted()
    {
        await using var server = await Start("refusal, name: shy");

        using var answer = await Post(server, OpenAi);

        Assert.Equal("shy", Assert.Single(answer.Headers.GetValues("X-MockLlm-Fault")));
        Assert.Contains("mockllm_faults_total{kind=\"refusal\",provider=\"openai\"} 1\n", await server.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refusal", "/plain/silent")]
    [InlineData("bad_tool_arguments", OpenAi)]
    [InlineData("unknown_tool", Anthropic)]
    public async Task One_that_cannot_apply_changes_nothing_and_is_counted_as_such(string fault, string path)
    {
        await using var server = await Start(fault);
        await using var without = await TestServer.Start(Yaml(""), new FakeTimeProvider(), typeof(PlainProvider));
        var provider = path == OpenAi ? "openai" : path == Anthropic ? "anthropic" : "plain";

        using var answer = await Post(server, path);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-MockLlm-Fault"));
        Assert.Equal(await Body(without, path), await answer.Content.ReadAsStringAsync());
        var metrics = "";
        await Eventually.Holds(
            async () =>
            {
                metrics = await server.Http.GetStringAsync("/metrics");
                return metrics.Contains($"mockllm_faults_not_applicable_total{{kind=\"{fault}\",provider=\"{provider}\"}} 1\n", StringComparison.Ordinal);
            },
            () => metrics);
        Assert.DoesNotContain("mockllm_faults_total{", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_beside_one_that_applies_is_named_too()
    {
        await using var server = await TestServer.Start(Yaml("refusal}, {kind: delay, by: 1ms"));

        using var answer = await Post(server, OpenAi);

        Assert.Equal("delay, refusal", Assert.Single(answer.Headers.GetValues("X-MockLlm-Fault")));
    }

    private static string Yaml(string fault) =>
        $"{{seed: 1, responses: {{hi: {Said}}}, faults: [{(fault.Length == 0 ? "" : $"{{kind: {fault}}}")}]}}";

    private static Task<TestServer> Start(string fault) => TestServer.Start(Yaml(fault), new FakeTimeProvider(), typeof(PlainProvider));

    private static async Task<HttpResponseMessage> Post(TestServer server, string path, bool stream = false, string fields = "")
    {
        var body = $$"""{"model":"m","max_tokens":100,"stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"hi"}]}""";
        body = fields.Length == 0 ? body : body.Replace(",\"max_tokens\":100", fields, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add("anthropic-version", "2023-06-01");
        return await server.Http.SendAsync(request);
    }

    private static async Task<string> Body(TestServer server, string path, bool stream = false, string fields = "")
    {
        using var answer = await Post(server, path, stream, fields);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<JsonElement> Json(TestServer server, string path, string fields = "") => Parse(await Body(server, path, fields: fields));

    private static async Task<IEnumerable<string>> Events(TestServer server, string path) =>
        (await Body(server, path, stream: true)).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line["data: ".Length..]);

    // Null where no chunk has any of it.
    private static string? Joined(IEnumerable<JsonElement> chunks, string field)
    {
        var pieces = chunks.Select(chunk => chunk.GetProperty("delta").TryGetProperty(field, out var piece) ? piece.GetString() : null).OfType<string>().ToList();
        return pieces.Count == 0 ? null : string.Concat(pieces);
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}

/// <summary>Says what it was handed, or nothing.</summary>
[RegisterProvider("plain")]
internal sealed class PlainProvider : LlmProvider
{
    [Post("/plain/chat")]
    public object Chat(JsonElement body, Mock mock)
    {
        var completion = mock.Respond(Message.Prompt(body.GetProperty("messages")));
        return new { text = completion.Text, reason = completion.FinishReason.ToString() };
    }

    [Post("/plain/silent")]
    public object Silent() => new { nothing = true };
}
