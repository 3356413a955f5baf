using System.Net.Http.Json;
using System.Text.Json;

namespace MockLlm.Web.Tests;

public sealed class PlainChatTests
{
    [Fact]
    public async Task Answers_a_configured_prompt_with_its_text()
    {
        await using var server = await TestServer.Start("responses: {hi: hello}");

        var answer = await server.Http.PostAsJsonAsync("/v1/chat/completions", new
        {
            model = "gpt-4o",
            messages = new[] { new { role = "user", content = "hi" } },
        });

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("hello", body.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
    }
}
