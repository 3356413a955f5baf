using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Rules;

public sealed class RulesTests
{
    private const string Yaml = """
        responses: {hi: plain}
        rules:
          - {when: {provider: openai, prompt: hi}, reply: {text: for OpenAI}}
          - {when: {provider: anthropic, model: "?"}, reply: {text: for Claude}}
        """;

    [Theory]
    [InlineData("/v1/chat/completions", "for OpenAI")]
    [InlineData("/v1/messages", "for Claude")]
    public async Task A_rule_makes_the_reply_of_the_provider_it_is_for(string path, string text)
    {
        await using var server = await TestServer.Start(Yaml);
        server.Http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");

        using var answer = await server.Http.PostAsync(path, new StringContent(Chats.Hi(path, stream: false), null, "application/json"));

        Assert.Contains($"\"{text}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
