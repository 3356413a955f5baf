using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Microsoft.Extensions.AI over OpenAI's client, which calls functions by itself.</summary>
public sealed class ExtensionsAiTests : IAsyncLifetime
{
    // The client writes a function's result as JSON.
    private const string Both = "It is \"Paris: sunny. \"\"Rome: sunny. \"";

    private readonly List<string> _asked = [];
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await ToolTalk.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Functions_are_called_until_there_is_an_answer()
    {
        var response = await Client().GetResponseAsync("two", Options());

        Assert.Equal(Both, response.Text);
        Assert.Equal(["Paris", "Rome"], _asked);
    }

    [Fact]
    public async Task Functions_are_called_by_a_stream_too()
    {
        var response = await Client().GetStreamingResponseAsync("two", Options()).ToChatResponseAsync();

        Assert.Equal(Both, response.Text);
        Assert.Equal(["Paris", "Rome"], _asked);
    }

    [Fact]
    public async Task A_required_function_is_called()
    {
        var options = Options();
        options.ToolMode = ChatToolMode.RequireSpecific("get_weather");

        Assert.Equal("It is \"Paris: sunny. \"", (await Client().GetResponseAsync("one", options)).Text);
    }

    [Fact]
    public async Task Structured_output_becomes_an_object() =>
        Assert.Equal(new SkyNow(Sunny: true), (await Client().GetResponseAsync<SkyNow>("json")).Result);

    [Fact]
    public async Task Reasoning_is_counted()
    {
        var response = await Client("o3").GetResponseAsync("think");

        Assert.Equal(ToolTalk.Text, response.Text);
        Assert.Equal(5, response.Usage!.ReasoningTokenCount);
    }

    private IChatClient Client(string model = "gpt-4o") => new ChatClient(model, new ApiKeyCredential(Sky.ValidKey), OpenAiSdkTests.Options(_server))
        .AsIChatClient().AsBuilder().UseFunctionInvocation().Build();

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
