using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.Rules;

/// <summary>What a rule says of cost and end is what every route says, plain and at the end of a stream.</summary>
public sealed class RuleUsageTests
{
    private const string Yaml =
        "rules: [{reply: {text: one two three, reasoning: hm, finish_reason: content_filter, usage: {prompt_tokens: 1111, completion_tokens: 77}}}]";

    private const string Chat = """{"model": "o3", "max_tokens": 50, "messages": [{"role": "user", "content": "hi"}]""";

    [Theory]
    [InlineData("/v1/chat/completions", Chat, "\"prompt_tokens\":1111,\"completion_tokens\":77,\"total_tokens\":1188", "\"finish_reason\":\"content_filter\"")]
    [InlineData("/v1/completions", """{"model": "m", "prompt": "hi" """, "\"prompt_tokens\":1111,\"completion_tokens\":77,\"total_tokens\":1188", "\"finish_reason\":\"content_filter\"")]
    [InlineData("/v1/responses", """{"model": "o3", "input": "hi" """, "\"total_tokens\":1188", "\"reason\":\"content_filter\"")]
    [InlineData("/v1/messages", Chat, "\"input_tokens\":1111", "\"stop_reason\":\"refusal\"")]
    public async Task Is_said_plain_and_streamed(string path, string start, string usage, string finish)
    {
        await using var server = await TestServer.Start(Yaml);
        server.Http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
        var options = path.EndsWith("completions", StringComparison.Ordinal) ? ", \"stream_options\": {\"include_usage\": true}" : "";

        foreach (var body in new[] { start + "}", $"{start}, \"stream\": true{options}}}" })
        {
            Assert.NotNull(JsonNode.Parse(body));
            using var answer = await server.Http.PostAsync(path, new StringContent(body, null, "application/json"));
            var said = await answer.Content.ReadAsStringAsync();

            Assert.Contains(usage, said, StringComparison.Ordinal);
            Assert.Contains(finish, said, StringComparison.Ordinal);
            Assert.Contains(path == "/v1/messages" ? "\"output_tokens\":77" : "77", said, StringComparison.Ordinal);
        }
    }
}
