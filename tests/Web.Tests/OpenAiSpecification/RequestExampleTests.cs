namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>The requests that the specification shows are answered as it says.</summary>
[Collection(nameof(SpecificationServer))]
public sealed class RequestExampleTests(SpecificationServer server)
{
    public static TheoryData<string> Names => [.. RequestExample.All.Select(static example => example.Name)];

    [SpecificationTheory]
    [MemberData(nameof(Names))]
    public async Task Request_examples_are_answered(string name)
    {
        var example = RequestExample.All.Single(example => example.Name == name);
        var stored = await server.Id(new("", "POST /responses", """{"model": "gpt-4o", "input": "text", "background": true}"""));

        var answer = await ApiAnswer.Of(server.Server.Http, example.Request(stored));

        Assert.True(answer.Status == 200, answer.Body);
        answer.AssertFollows(ServedRoutes.WithoutQuery(example.Route));
    }

    [Theory]
    [InlineData("curl https://api.openai.com/v1/models", "GET", "/models", null)]
    [InlineData("curl -X DELETE https://api.openai.com/v1/models/a \\\n  -H \"A: b\"", "DELETE", "/models/a", null)]
    [InlineData("curl https://api.openai.com/v1/a \\\n-d '{\n  \"b\": \"c\"\n}' \\\n  --output speech.mp3\n", "POST", "/a", "{\n  \"b\": \"c\"\n}")]
    public void Curl_commands_are_read(string command, string method, string path, string? json)
    {
        var request = CurlCommand.Read(command);

        Assert.Equal((method, path, json), (request.Method, request.Path, request.Json));
    }

    [Fact]
    public void Forms_of_curl_commands_are_read() => Assert.Equal(
        [("file", "@/a/b c.mp3"), ("include[]", "logprobs")],
        CurlCommand.Read("curl https://api.openai.com/v1/a -F file=\"@/a/b c.mp3\" \\\n -F \"include[]=logprobs\"").Form);
}
