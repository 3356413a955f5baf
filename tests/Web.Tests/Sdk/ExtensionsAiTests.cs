using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Microsoft.Extensions.AI over OpenAI's client, which calls functions by itself.</summary>
public sealed class ExtensionsAiTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await ToolTalk.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_required_function_is_called()
    {
        var options = Options();
        options.ToolMode = ChatToolMode.RequireSpecific("get_weather");

        // The client writes a function's result as JSON.
        Assert.Equal("It is \"Paris: sunny. \"", (await Client().GetResponseAsync("one", options)).Text);
    }

    [Fact]
    public async Task Structured_output_becomes_an_object() =>
        Assert.Equal(new SkyNow(Sunny: true), (await Client().GetResponseAsync<SkyNow>("json")).Result);

    private IChatClient Client() => new ChatClient("gpt-4o", new ApiKeyCredential(Sky.ValidKey), OpenAiSdkTests.Options(_server))
        .AsIChatClient().AsBuilder().UseFunctionInvocation().Build();

    private static ChatOptions Options() => new()
    {
        Tools = [AIFunctionFactory.Create(Weather, "get_weather", "Gets the weather.")],
    };

    private static string Weather(string city) => ToolTalk.Weather(city);

    private sealed record SkyNow(bool Sunny);
}
