using System.Net;
using System.Text;
using MockLlm.Web.CommandLine;

namespace MockLlm.Web.Tests.Control;

/// <summary>Which rule would answer a request, asked of the server and of the command line.</summary>
public sealed class ExplainTests
{
    private const string Yaml = """
        rules:
          - {name: weather, when: {prompt: {contains: weather}}, reply: {text: it rains}}
          - {name: tenant, when: {header: {x-tenant: acme}}, reply: {text: hello}}
        """;

    private const string Request = """{"model": "gpt-4o", "messages": [{"role": "user", "content": "what's up?"}]}""";

    [Fact]
    public async Task The_server_says_which_rule_would_answer_and_what_the_nearest_others_lack()
    {
        var (status, body) = await Ask($$"""{"provider": "openai", "request": {{Request}}, "headers": {"X-Tenant": "acme"} }""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """{"rule":"tenant","answered_by":"rules","near":[{"rule":"weather","failed":"prompt: expected a text that contains \"weather\", found \"what's up?\""}]}""",
            body);
    }

    [Theory]
    [InlineData("{}", "Write {")]
    [InlineData("[]", "Write {")]
    [InlineData("{", "The body cannot be read")]
    [InlineData("""{"provider": "opnai", "request": {}}""", "There is no provider of that name: write one of")]
    [InlineData("""{"provider": "openai", "request": {}}""", "model")]
    [InlineData("""{"provider": "openai", "request": 1}""", "")]
    [InlineData("""{"provider": "openai", "request": {}, "path": "/v1/other"}""", "openai has no POST route /v1/other that takes JSON")]
    [InlineData("""{"provider": "openai", "request": {}, "headers": {"X-MockLlm-Rule": "x"}}""", "there is no rule x")]
    [InlineData("""{"provider": "openai", "request": {}, "headers": []}""", "Write {")]
    [InlineData("""{"provider": "openai", "request": {}, "more": 1}""", "Write {")]
    public async Task What_cannot_be_explained_is_a_400_that_says_why(string asked, string message)
    {
        var (status, body) = await Ask(asked);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(message, System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_says_the_same()
    {
        var run = await Explain("openai", Request);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(
            """
            unknown_response answers
              not weather: prompt: expected a text that contains "weather", found "what's up?"
              not tenant: header: expected x-tenant: "acme", found x-tenant: none

            """,
            run.Output);
    }

    [Theory]
    [InlineData("opnai", Request, 2, "there is no provider opnai")]
    [InlineData("openai", "{", 1, "the request on standard input cannot be answered")]
    [InlineData("openai", "{}", 1, "the request on standard input cannot be answered")]
    public async Task The_command_line_says_what_is_wrong(string provider, string body, int code, string message)
    {
        var run = await Explain(provider, body);

        Assert.Equal(code, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Body)> Ask(string body)
    {
        await using var server = await TestServer.Start(Yaml);
        using var answer = await server.Http.PostAsync("/_mockllm/explain", new StringContent(body, null, "application/json"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<(int Code, string Output, string Error)> Explain(string provider, string body)
    {
        using var folder = new TemporaryFolder();
        var file = System.IO.Path.Combine(folder.Path, "responses.yml");
        await File.WriteAllTextAsync(file, Yaml);
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await MockLlmCommand.Run(["explain", file, "--provider", provider], TestServer.Tokenizers, output, error, input);
        return (code, output.ToString(), error.ToString());
    }
}
