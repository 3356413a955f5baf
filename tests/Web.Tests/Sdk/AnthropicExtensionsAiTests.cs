using Microsoft.Extensions.AI;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Microsoft.Extensions.AI over Anthropic's client.</summary>
public sealed class AnthropicExtensionsAiTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await ToolTalk.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Structured_output_becomes_an_object() =>
        Assert.Equal(new SkyNow(Sunny: true), (await Client().GetResponseAsync<SkyNow>("json")).Result);

    private IChatClient Client() => AnthropicSdkTests.Client(_server, Sky.ValidKey).AsIChatClient("claude-sonnet-5-5");

    private sealed record SkyNow(bool Sunny);
}
