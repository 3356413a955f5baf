using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Anthropic;
using Anthropic.Helpers;
using Anthropic.Models.Messages;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Turns of every kind through Anthropic's .NET client.</summary>
public sealed partial class AnthropicToolsSdkTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await ToolTalk.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("text")]
    [InlineData("one")]
    [InlineData("two")]
    [InlineData("json")]
    [InlineData("refuse")]
    [InlineData("think")]
    public async Task Every_turn_is_streamed_as_it_is_answered(string prompt)
    {
        using var client = Client();
        var plain = await client.Messages.Create(Ask(prompt));
        var aggregator = new MessageContentAggregator();
        await foreach (var next in client.Messages.CreateStreaming(Ask(prompt)).CollectAsync(aggregator))
        {
            next.Validate();
        }

        plain.Validate();
        Assert.Equal(Masked(plain), Masked(aggregator.Message()));
    }

    [Theory]
    [InlineData("one", 1)]
    [InlineData("two", 2)]
    public async Task Tools_are_called_and_their_results_answered(string prompt, int calls)
    {
        using var client = Client();
        var ask = Ask(prompt);
        var message = await client.Messages.Create(ask);
        var uses = message.Content.Select(block => block.TryPickToolUse(out var use) ? use : null).OfType<ToolUseBlock>().ToList();

        Assert.Equal(StopReason.ToolUse, message.StopReason!.Value());
        Assert.Equal(calls, uses.Count);
        Assert.All(uses, use => Assert.Matches("^toolu_01[1-9A-HJ-NP-Za-km-z]{22}$", use.ID));
        Assert.Equal("Paris", uses[0].Input["city"].GetString());

        var answer = await client.Messages.Create(ask with
        {
            Messages =
            [
                new UserMessageParam(prompt),
                new AssistantMessageParam(uses.Select(use => (ContentBlockParam)new ToolUseBlockParam { ID = use.ID, Name = use.Name, Input = use.Input }).ToList()),
                new UserMessageParam(uses.Select(use => (ContentBlockParam)new ToolResultBlockParam(use.ID) { Content = "sunny." }).ToList()),
            ],
        });

        Assert.Equal(StopReason.EndTurn, answer.StopReason!.Value());
        Assert.True(answer.Content[0].TryPickText(out var text));
        Assert.Equal("It is " + string.Concat(Enumerable.Repeat("sunny.", calls)), text.Text);
    }

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

    // The client adds fields without a value to what it accumulates, and orders fields as it came to them.
    private static string Masked(Message message) =>
        Mark().Replace(Sorted(JsonNode.Parse(JsonSerializer.Serialize(message)))!.ToJsonString(), "?");

    private static JsonNode? Sorted(JsonNode? json) => json switch
    {
        JsonObject fields => new JsonObject(fields
            .Where(field => field.Value is not null)
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => json?.DeepClone(),
    };

    private AnthropicClient Client() => AnthropicSdkTests.Client(_server, Sky.ValidKey);

    [GeneratedRegex("(msg|toolu)_01[1-9A-HJ-NP-Za-km-z]{22}|EqQB[0-9A-Za-z]{220}")]
    private static partial Regex Mark();
}
