using Microsoft.Extensions.AI;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Microsoft.Extensions.AI over Anthropic's client, which calls functions by itself.</summary>
public sealed class AnthropicExtensionsAiTests : IAsyncLifetime
{
    private readonly List<string> _asked = [];
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await ToolTalk.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Functions_are_called_until_there_is_an_answer()
    {
        var response = await Client().GetResponseAsync("two", Options());

        AssertBoth(response);
    }

    [Fact]
    public async Task Functions_are_called_by_a_stream_too()
    {
        var response = await Client().GetStreamingResponseAsync("two", Options()).ToChatResponseAsync();

        AssertBoth(response);
    }

    [Fact]
    public async Task Structured_output_becomes_an_object() =>
        Assert.Equal(new SkyNow(Sunny: true), (await Client().GetResponseAsync<SkyNow>("json")).Result);

    [Fact]
    public async Task Reasoning_is_its_own_content()
    {
        var response = await Client().GetResponseAsync("think", new ChatOptions { Reasoning = new() { Effort = ReasoningEffort.Low } });

        Assert.Equal(ToolTalk.Text, response.Text);
        Assert.Equal(ToolTalk.Thought, Assert.Single(response.Messages[0].Contents.OfType<TextReasoningContent>()).Text);
    }

    private void AssertBoth(ChatResponse response)
    {
        Assert.Contains("Paris: sunny.", response.Text, StringComparison.Ordinal);
        Assert.Contains("Rome: sunny.", response.Text, StringComparison.Ordinal);
        Assert.Equal(["Paris", "Rome"], _asked);
    }

    private IChatClient Client() => AnthropicSdkTests.Client(_server, Sky.ValidKey).AsIChatClient("claude-sonnet-5-5")
        .AsBuilder().UseFunctionInvocation().Build();

    private ChatOptions Options() => new()
    {
        Tools = [AIFunctionFactory.Create(Weather, "get_weather", "Gets the weather.")],
    };

    private string Weather(string city)
    {
        _asked.Add(city);
        return $"{city}: sunny. ";
    }

    private sealed record SkyNow(bool Sunny);
}
