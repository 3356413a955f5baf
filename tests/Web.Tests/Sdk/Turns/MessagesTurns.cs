using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Anthropic;
using Anthropic.Helpers;
using Anthropic.Models.Messages;

namespace MockLlm.Web.Tests.Sdk.Turns;

/// <summary>Anthropic's .NET client.</summary>
internal sealed partial class MessagesTurns : TurnClient
{
    private readonly TestServer _server;

    public MessagesTurns(TestServer server)
        : base("EndTurn", "ToolUse")
    {
        _server = server;
        Refused = "Refusal";
        Refusal = ToolTalk.AnthropicRefusal;
    }

    public override async Task<Turn> Say(string prompt, bool streamed) => Read(await Ask(AnthropicToolsSdkTests.Ask(prompt), streamed));

    public override async Task<Turn> Loop(bool streamed)
    {
        var ask = AnthropicToolsSdkTests.Ask("two");
        List<ToolUseBlock> uses = [.. (await Ask(ask, streamed)).Content.Select(block => block.TryPickToolUse(out var use) ? use : null).OfType<ToolUseBlock>()];
        Assert.All(uses, use => Assert.Matches("^toolu_01[1-9A-HJ-NP-Za-km-z]{22}$", use.ID));
        return Read(await Ask(
            ask with
            {
                Messages =
                [
                    new UserMessageParam("two"),
                    new AssistantMessageParam(uses.Select(use => (ContentBlockParam)new ToolUseBlockParam { ID = use.ID, Name = use.Name, Input = use.Input }).ToList()),
                    new UserMessageParam(uses.Select(Result).ToList()),
                ],
            },
            streamed));
    }

    private static ContentBlockParam Result(ToolUseBlock use) =>
        new ToolResultBlockParam(use.ID) { Content = ToolTalk.Weather(use.Input["city"].GetString()!) };

    private async Task<Message> Ask(MessageCreateParams ask, bool streamed)
    {
        using var client = AnthropicSdkTests.Client(_server, Sky.ValidKey);
        if (!streamed)
        {
            var message = await client.Messages.Create(ask);
            message.Validate();
            return message;
        }

        var aggregator = new MessageContentAggregator();
        await foreach (var next in client.Messages.CreateStreaming(ask).CollectAsync(aggregator))
        {
            next.Validate();
        }

        return aggregator.Message();
    }

    private static Turn Read(Message message) => new(
        string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : "")),
        string.Join('\n', message.Content.Select(block => block.TryPickToolUse(out var use) ? Turn.Call(use.Name, JsonSerializer.Serialize(use.Input)) : null).OfType<string>()),
        message.StopReason!.Value().ToString())
    {
        Thought = string.Concat(message.Content.Select(block => block.TryPickThinking(out var thinking) ? thinking.Thinking : "")),
        Refusal = message.StopDetails?.Explanation ?? "",
        ReasoningTokens = message.Usage.OutputTokensDetails!.ThinkingTokens,
        Whole = Masked(message),
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

    [GeneratedRegex("(msg|toolu)_01[1-9A-HJ-NP-Za-km-z]{22}|EqQB[0-9A-Za-z]{220}")]
    private static partial Regex Mark();
}
