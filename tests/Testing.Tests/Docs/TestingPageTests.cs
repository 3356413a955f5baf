using System.ClientModel;
using System.Text.RegularExpressions;
using OpenAI;
using OpenAI.Chat;

namespace MockLlm.Testing.Tests.Docs;

/// <summary>Runs what docs/testing.md shows.</summary>
public sealed partial class TestingPageTests
{
    public static TheoryData<string> CSharp => [.. Fence().Matches(File.ReadAllText(Repository.PathTo("docs", "testing.md"))).Select(fence => fence.Groups["text"].Value)];

    [Theory]
    [MemberData(nameof(CSharp))]
    public void The_csharp_that_is_shown_is_compiled_here(string shown)
    {
        var sources = Directory.GetFiles(Repository.PathTo("tests", "Testing.Tests"), "*.cs", SearchOption.AllDirectories);

        Assert.Contains(sources, source => Words(File.ReadAllText(source)).Contains(Words(shown), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_is_tested_and_what_it_sent_is_seen()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.Respond("what is 2+2?", "2+2 equals 9."));

        var openai = new ChatClient("gpt-4o", new ApiKeyCredential("any"), new OpenAIClientOptions { Endpoint = new Uri(server.Url, "/v1") });
        var completion = await openai.CompleteChatAsync("what is 2+2?");

        Assert.Equal("2+2 equals 9.", completion.Value.Content[0].Text);

        var request = Assert.Single(server.Requests);
        Assert.Equal("openai", request.Provider);
        Assert.Equal(200, request.Status);
        Assert.Equal("Bearer any", request.Headers["authorization"]);
        Assert.Equal("gpt-4o", request.Json().GetProperty("model").GetString());

        server.Configure(o => o.Respond("what is 2+2?", "Still 9."));
        Assert.Equal("Still 9.", (await openai.CompleteChatAsync("what is 2+2?")).Value.Content[0].Text);
    }

    [Fact]
    public async Task The_clock_is_turned_as_far_as_a_call_needs()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.UnknownResponse(new string('x', 300)).Lag(1).ManualClock());

        var answer = await server.AdvanceUntilAsync(Ask(server));

        Assert.Equal(new string('x', 300), answer);
    }

    [Fact]
    public async Task The_clock_is_turned_half_way()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.UnknownResponse(new string('x', 300)).Lag(1).ManualClock());

        var call = Ask(server);
        var request = await server.WaitForRequestAsync();
        await server.AdvanceAsync(TimeSpan.FromSeconds(29));
        Assert.False(request.Completed.IsCompleted);
        await server.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(new string('x', 300), await call);
    }

    private static async Task<string> Ask(MockLlmServer server)
    {
        var openai = new ChatClient("gpt-4o", new ApiKeyCredential("any"), new OpenAIClientOptions { Endpoint = new Uri(server.Url, "/v1") });
        return (await openai.CompleteChatAsync("hi")).Value.Content[0].Text;
    }

    private static string Words(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^```csharp\r?\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
