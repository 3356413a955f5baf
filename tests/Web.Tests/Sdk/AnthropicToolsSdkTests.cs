using System.Text.Json;
using Anthropic;
using Anthropic.Models.Messages;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Turns of every kind through Anthropic's .NET client.</summary>
public sealed class AnthropicToolsSdkTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await ToolTalk.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_is_thought_comes_first_with_its_signature_and_its_tokens()
    {
        using var client = Client();
        var message = await client.Messages.Create(Ask("think"));

        Assert.True(message.Content[0].TryPickThinking(out var thinking));
        Assert.Equal(ToolTalk.Thought, thinking.Thinking);
        Assert.NotEmpty(Convert.FromBase64String(thinking.Signature));
        Assert.True(message.Content[1].TryPickText(out _));
        Assert.Equal(5, message.Usage.OutputTokensDetails!.ThinkingTokens);
    }

    [Fact]
    public async Task What_is_thought_is_left_out_where_nobody_asks_for_it()
    {
        using var client = Client();
        var message = await client.Messages.Create(Ask("think") with { Thinking = new ThinkingConfigDisabled() });

        Assert.True(Assert.Single(message.Content).TryPickText(out _));
    }

    [Fact]
    public async Task A_refusal_has_its_stop_reason_and_its_explanation()
    {
        using var client = Client();
        var message = await client.Messages.Create(Ask("refuse"));

        Assert.Equal(StopReason.Refusal, message.StopReason!.Value());
        Assert.Equal(ToolTalk.AnthropicRefusal, message.StopDetails!.Explanation);
        Assert.Empty(message.Content);
    }

    internal static MessageCreateParams Ask(string prompt) => new()
    {
        Model = "claude-sonnet-5-5",
        MaxTokens = 2000,
        Messages = [new UserMessageParam(prompt)],
        Thinking = new ThinkingConfigEnabled(1024),
        Tools =
        [
            new Tool
            {
                Name = "get_weather",
                InputSchema = new InputSchema { Properties = new Dictionary<string, JsonElement> { ["city"] = JsonSerializer.SerializeToElement(new { type = "string" }) } },
            },
        ],
    };

    private AnthropicClient Client() => AnthropicSdkTests.Client(_server, Sky.ValidKey);
}
