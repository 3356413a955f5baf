using System.Net;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;

namespace MockLlm.Web.Tests.Sdk;

public sealed class AnthropicSdkTests : IAsyncLifetime
{
    private const string RequestId = "^req_01[1-9A-HJ-NP-Za-km-z]{22}$";

    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.Start(Sky.YamlWithKeys);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_plain_message_has_text_stop_reason_usage_and_ids()
    {
        using var client = Client();
        using var response = await client.WithRawResponse.Messages.Create(Ask(Sky.Prompt));
        var message = await response.Deserialize();

        message.Validate();
        Assert.Equal(Sky.Text, Text(message));
        Assert.Equal(StopReason.EndTurn, message.StopReason!.Value());
        Assert.Null(message.StopSequence);
        Assert.Equal("assistant", message.Role.GetString());
        Assert.Equal("claude-sonnet-5-5", message.Model.Raw());
        Assert.Equal(13, message.Usage.InputTokens);
        Assert.Equal(14, message.Usage.OutputTokens);
        Assert.Matches("^msg_01[1-9A-HJ-NP-Za-km-z]{22}$", message.ID);
        Assert.Matches(RequestId, response.RequestID);
    }

    [Fact]
    public async Task The_deltas_of_a_stream_make_up_the_plain_text_between_its_start_and_its_stop()
    {
        using var client = Client();
        var events = new List<RawMessageStreamEvent>();
        await foreach (var next in client.Messages.CreateStreaming(Ask(Sky.Prompt)))
        {
            next.Validate();
            events.Add(next);
        }

        var start = events.Select(next => next.TryPickStart(out var started) ? started.Message : null).OfType<Message>().Single();
        Assert.True(events[0].TryPickStart(out _));
        Assert.True(events[^1].TryPickStop(out _));
        Assert.Empty(start.Content);
        Assert.Null(start.StopReason);
        Assert.Equal(Sky.Text, string.Concat(events.Select(Delta)));
        var end = events.Select(next => next.TryPickDelta(out var delta) ? delta : null).OfType<RawMessageDeltaEvent>().Single();
        Assert.Equal(StopReason.EndTurn, end.Delta.StopReason!.Value());
        Assert.Equal(13, start.Usage.InputTokens);
        Assert.Equal(14, end.Usage.OutputTokens);
    }

    [Fact]
    public async Task A_prompt_that_is_not_configured_gets_the_default_answer()
    {
        using var client = Client();
        Assert.Equal(Sky.UnknownText, Text(await client.Messages.Create(Ask("who are you?"))));
    }

    [Fact]
    public async Task The_text_blocks_of_a_message_are_joined_around_a_picture_and_a_system_prompt_is_taken()
    {
        using var client = Client();
        var content = new List<ContentBlockParam>
        {
            new TextBlockParam("what is "),
            new ImageBlockParam(new Base64ImageSource { Data = Sky.Pixel, MediaType = MediaType.ImagePng }),
            new TextBlockParam("2+2?"),
        };
        var message = await client.Messages.Create(Ask("") with
        {
            System = new List<TextBlockParam> { new("Be brief.") },
            Messages = [new UserMessageParam(content)],
        });

        Assert.Equal(Sky.SumText, Text(message));
    }

    [Fact]
    public async Task The_last_user_message_is_the_prompt()
    {
        using var client = Client();
        var message = await client.Messages.Create(Ask("") with
        {
            System = "Be brief.",
            Messages = [new UserMessageParam(Sky.Prompt), new AssistantMessageParam("Blue."), new UserMessageParam(Sky.Sum)],
        });

        Assert.Equal(Sky.SumText, Text(message));
    }

    [Fact]
    public async Task A_stop_sequence_ends_the_text_before_it_and_is_named()
    {
        using var client = Client();
        var message = await client.Messages.Create(Ask(Sky.Prompt) with { StopSequences = [" purple"] });

        Assert.Equal("The sky is", Text(message));
        Assert.Equal(StopReason.StopSequence, message.StopReason!.Value());
        Assert.Equal(" purple", message.StopSequence);
    }

    [Fact]
    public async Task A_token_limit_ends_the_text_with_stop_reason_max_tokens()
    {
        using var client = Client();
        var message = await client.Messages.Create(Ask(Sky.Prompt) with { MaxTokens = 3 });

        Assert.Equal("The sky is", Text(message));
        Assert.Equal(StopReason.MaxTokens, message.StopReason!.Value());
        Assert.Equal(3, message.Usage.OutputTokens);
    }

    [Fact]
    public async Task Tokens_are_counted_as_the_message_is_charged()
    {
        using var client = Client();
        var messages = Ask(Sky.Prompt);
        var count = await client.Messages.CountTokens(new MessageCountTokensParams { Model = messages.Model, Messages = messages.Messages });

        count.Validate();
        Assert.Equal((await client.Messages.Create(messages)).Usage.InputTokens, count.InputTokens);
    }

    [Fact]
    public async Task The_models_are_listed_and_each_can_be_retrieved()
    {
        using var client = Client();
        var page = await client.Models.List();

        page.Validate();
        Assert.Contains(page.Items, model => model.ID == "claude-sonnet-5-5");
        foreach (var listed in page.Items)
        {
            var model = await client.Models.Retrieve(listed.ID);
            model.Validate();
            Assert.Equal((listed.ID, listed.DisplayName, listed.CreatedAt), (model.ID, model.DisplayName, model.CreatedAt));
        }
    }

    [Fact]
    public async Task The_pages_of_the_model_list_make_up_the_list()
    {
        using var client = Client();
        var whole = (await client.Models.List()).Items.Select(model => model.ID).ToList();
        var paged = new List<string>();
        var page = await client.Models.List(new() { Limit = 7 });
        paged.AddRange(page.Items.Select(model => model.ID));
        while (page.HasNext())
        {
            page = await page.Next();
            paged.AddRange(page.Items.Select(model => model.ID));
        }

        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task A_bad_request_fails_with_400_its_type_message_and_request_id()
    {
        using var client = Client();
        var failure = await Assert.ThrowsAsync<AnthropicBadRequestException>(() => client.Messages.Create(Ask(Sky.Prompt) with { Messages = [] }));

        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
        Assert.Equal("invalid_request_error", failure.Type!.Raw());
        Assert.Equal("messages: at least one message is required", failure.ApiMessage);
        Assert.Matches(RequestId, failure.RequestID);
        Assert.Contains($"\"request_id\":\"{failure.RequestID}\"", failure.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_fails_with_401_plain_or_streamed()
    {
        using var client = Client("sk-wrong");
        var plain = await Assert.ThrowsAsync<AnthropicUnauthorizedException>(() => client.Messages.Create(Ask(Sky.Prompt)));
        var streamed = await Assert.ThrowsAsync<AnthropicUnauthorizedException>(async () =>
        {
            await foreach (var next in client.Messages.CreateStreaming(Ask(Sky.Prompt)))
            {
                Assert.Fail($"The refused stream brought {next}.");
            }
        });

        Assert.Equal("authentication_error", plain.Type!.Raw());
        Assert.Equal("invalid x-api-key", plain.ApiMessage);
        Assert.Matches(RequestId, plain.RequestID);
        Assert.Equal("authentication_error", streamed.Type!.Raw());
    }

    [Fact]
    public async Task A_model_that_is_not_listed_cannot_be_retrieved()
    {
        using var client = Client();
        var failure = await Assert.ThrowsAsync<AnthropicNotFoundException>(() => client.Models.Retrieve("no-such-model"));

        Assert.Equal("not_found_error", failure.Type!.Raw());
        Assert.Equal("model: no-such-model", failure.ApiMessage);
    }

    internal static MessageCreateParams Ask(string prompt) => new()
    {
        Model = "claude-sonnet-5-5",
        MaxTokens = 1000,
        Messages = [new UserMessageParam(prompt)],
    };

    internal static string Delta(RawMessageStreamEvent next) =>
        next.TryPickContentBlockDelta(out var block) && block.Delta.TryPickText(out var text) ? text.Text : "";

    // A refused call is reported, never repeated.
    internal static AnthropicClient Client(TestServer server, string key) =>
        new() { BaseUrl = server.Url.ToString(), ApiKey = key, MaxRetries = 0, ResponseValidation = true };

    [Theory]
    [InlineData("refusal", true)]
    [InlineData("content_filter", false)]
    public async Task What_the_classifiers_stop_is_read_as_a_refusal(string kind, bool isExplained)
    {
        await using var server = await TestServer.Start($"faults: [{{kind: {kind}}}]");
        using var client = Client(server, Sky.ValidKey);

        var message = await client.Messages.Create(Ask(Sky.Prompt));

        message.Validate();
        Assert.Equal(StopReason.Refusal, message.StopReason!.Value());
        Assert.Equal(isExplained, message.StopDetails!.Explanation is not null);
        Assert.Equal(isExplained, message.Content.Count == 0);
    }

    private AnthropicClient Client(string key = Sky.ValidKey) => Client(_server, key);

    private static string Text(Message message) =>
        string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : throw new InvalidOperationException($"{block}")));
}
