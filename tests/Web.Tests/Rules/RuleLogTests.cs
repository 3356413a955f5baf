using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MockLlm.Web.Tests.Rules;

/// <summary>What the log says of the rules that make replies.</summary>
public sealed class RuleLogTests
{
    private const string Yaml = "rules: [{name: person, when: {prompt: who}, reply: {json: {name: 7}}}]";

    [Fact]
    public async Task Json_that_is_not_what_the_requests_schema_asks_for_is_sent_and_said_once_for_each_schema()
    {
        using var log = new Troubles();
        await using var server = await TestServer.Start(options => options with { LogLevel = LogLevel.Warning }, Yaml);
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        var said = await Ask(server, "string");
        await Ask(server, "string");
        await Ask(server, "boolean");
        await Ask(server, "integer");

        Assert.Contains("""{\"name\":7}""", said, StringComparison.Ordinal);
        Assert.Equal(2, log.Said.Count);
        Assert.All(log.Said, line => Assert.StartsWith("The JSON of rule person is not what the request's schema asks for: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_debug_level_the_log_says_which_rule_answers_and_what_others_lack()
    {
        using var log = new Troubles(LogLevel.Debug);
        await using var server = await TestServer.Start(options => options with { LogLevel = LogLevel.Debug }, Yaml);
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        await Ask(server, "string", prompt: "what");

        Assert.Contains(log.Said, line => line.StartsWith("/v1/chat/completions of provider openai is answered by ", StringComparison.Ordinal)
            && line.Contains("person", StringComparison.Ordinal));
    }

    private static async Task<string> Ask(TestServer server, string type, string prompt = "who")
    {
        var body = """
            {"model": "gpt-4o", "messages": [{"role": "user", "content": "PROMPT"}], "response_format": {"type": "json_schema", "json_schema":
            {"name": "p", "schema": {"type": "object", "properties": {"name": {"type": "TYPE"}}, "required": ["name"]}}}}
            """.Replace("PROMPT", prompt, StringComparison.Ordinal).Replace("TYPE", type, StringComparison.Ordinal);
        using var answer = await server.Http.PostAsync("/v1/chat/completions", new StringContent(body, null, "application/json"));
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
