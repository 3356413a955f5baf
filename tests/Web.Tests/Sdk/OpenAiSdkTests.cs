using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;

namespace MockLlm.Web.Tests.Sdk;

public sealed class OpenAiSdkTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.Start(Sky.YamlWithKeys);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_plain_chat_has_text_finish_reason_usage_and_ids()
    {
        var result = await Client().CompleteChatAsync(Sky.Prompt);

        var completion = result.Value;
        Assert.Equal(Sky.Text, Assert.Single(completion.Content).Text);
        Assert.Equal(ChatFinishReason.Stop, completion.FinishReason);
        Assert.Equal(ChatMessageRole.Assistant, completion.Role);
        Assert.Equal("gpt-4o", completion.Model);
        Assert.Null(completion.Refusal);
        Assert.Equal(14, completion.Usage.OutputTokenCount);
        Assert.Equal(13, completion.Usage.InputTokenCount);
        Assert.Equal(27, completion.Usage.TotalTokenCount);
        Assert.Matches("^chatcmpl-[A-Za-z0-9]{29}$", completion.Id);
        Assert.Matches("^fp_[0-9a-f]{10}$", Fingerprint(result.GetRawResponse()));
        Assert.Matches("^req_[0-9a-f]{32}$", RequestId(result.GetRawResponse()));
        Assert.InRange(completion.CreatedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public async Task The_pieces_of_a_stream_make_up_the_plain_text_with_one_finish_reason_and_the_usage_last()
    {
        var plain = (await Client().CompleteChatAsync(Sky.Prompt)).Value;
        var updates = new List<StreamingChatCompletionUpdate>();
        await foreach (var update in Client().CompleteChatStreamingAsync(Sky.Prompt))
        {
            updates.Add(update);
        }

        var pieces = updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text).Where(text => text.Length > 0).ToList();
        Assert.Equal(Sky.Text, string.Concat(pieces));
        Assert.Equal(plain.Usage.OutputTokenCount, pieces.Count);
        Assert.Equal(ChatMessageRole.Assistant, updates[0].Role);
        Assert.Equal(ChatFinishReason.Stop, Assert.Single(updates, update => update.FinishReason is not null).FinishReason);
        Assert.Same(updates[^1], Assert.Single(updates, update => update.Usage is not null));
        Assert.Equal(plain.Usage.TotalTokenCount, updates[^1].Usage.TotalTokenCount);
        Assert.Single(updates.Select(update => update.CompletionId).Distinct());
        Assert.Single(updates.Select(update => update.CreatedAt).Distinct());
        Assert.All(updates, update => Assert.Equal("gpt-4o", update.Model));
    }

    [Fact]
    public async Task A_prompt_that_is_not_configured_gets_the_default_answer() =>
        Assert.Equal(Sky.UnknownText, (await Client().CompleteChatAsync("who are you?")).Value.Content[0].Text);

    [Fact]
    public async Task Every_role_is_taken_and_the_last_user_message_is_the_prompt()
    {
        var completion = (await Client().CompleteChatAsync(
            ChatMessage.CreateSystemMessage("Be brief."),
            ChatMessage.CreateDeveloperMessage("Be exact."),
            ChatMessage.CreateUserMessage(Sky.Prompt),
            ChatMessage.CreateAssistantMessage("Blue."),
            ChatMessage.CreateUserMessage(Sky.Sum))).Value;

        Assert.Equal(Sky.SumText, completion.Content[0].Text);
    }

    [Fact]
    public async Task The_text_parts_of_a_message_are_joined_around_a_picture()
    {
        var message = ChatMessage.CreateUserMessage(
            ChatMessageContentPart.CreateTextPart("what is "),
            ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(Convert.FromBase64String(Sky.Pixel)), "image/png"),
            ChatMessageContentPart.CreateTextPart("2+2?"));

        Assert.Equal(Sky.SumText, (await Client().CompleteChatAsync(message)).Value.Content[0].Text);
    }

    [Fact]
    public async Task Several_choices_are_equal_and_each_is_counted()
    {
        var body = JsonSerializer.Serialize(new { model = "gpt-4o", n = 3, messages = new[] { new { role = "user", content = Sky.Prompt } } });
        var result = await Client().CompleteChatAsync(BinaryContent.Create(BinaryData.FromString(body)));

        using var json = JsonDocument.Parse(result.GetRawResponse().Content);
        var choices = json.RootElement.GetProperty("choices").EnumerateArray().ToList();
        Assert.Equal([0, 1, 2], choices.Select(choice => choice.GetProperty("index").GetInt32()));
        Assert.All(choices, choice => Assert.Equal(Sky.Text, choice.GetProperty("message").GetProperty("content").GetString()));
        Assert.Equal(3 * 14, json.RootElement.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task A_stop_sequence_ends_the_text_before_it()
    {
        var options = new ChatCompletionOptions { StopSequences = { " purple" } };
        var completion = (await Client().CompleteChatAsync([Sky.Prompt], options)).Value;

        Assert.Equal("The sky is", completion.Content[0].Text);
        Assert.Equal(ChatFinishReason.Stop, completion.FinishReason);
    }

    [Fact]
    public async Task A_token_limit_ends_the_text_with_finish_reason_length()
    {
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 3 };
        var completion = (await Client().CompleteChatAsync([Sky.Prompt], options)).Value;

        Assert.Equal("The sky is", completion.Content[0].Text);
        Assert.Equal(ChatFinishReason.Length, completion.FinishReason);
        Assert.Equal(3, completion.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task The_models_are_listed_and_each_can_be_retrieved()
    {
        var models = new OpenAIModelClient(new ApiKeyCredential(Sky.ValidKey), Options(_server));

        var list = (await models.GetModelsAsync()).Value;
        Assert.Contains(list, model => model.Id == "gpt-4o");
        foreach (var listed in list)
        {
            var model = (await models.GetModelAsync(listed.Id)).Value;
            Assert.Equal((listed.Id, listed.OwnedBy, listed.CreatedAt), (model.Id, model.OwnedBy, model.CreatedAt));
        }
    }

    [Fact]
    public async Task A_bad_request_fails_with_400_its_code_parameter_and_request_id()
    {
        var options = new ChatCompletionOptions { MaxOutputTokenCount = -1 };
        var failure = await Assert.ThrowsAsync<ClientResultException>(() => Client().CompleteChatAsync([Sky.Prompt], options));

        Assert.Equal(400, failure.Status);
        Assert.Contains("invalid_request_error: integer_below_min_value", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Parameter: max_completion_tokens", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Expected a value >= 1, but got -1 instead.", failure.Message, StringComparison.Ordinal);
        Assert.Matches("^req_[0-9a-f]{32}$", RequestId(failure.GetRawResponse()!));
    }

    [Fact]
    public async Task A_wrong_key_fails_with_401_and_invalid_api_key()
    {
        var failure = await Assert.ThrowsAsync<ClientResultException>(() => Client("sk-wrong-key-123").CompleteChatAsync(Sky.Prompt));

        Assert.Equal(401, failure.Status);
        Assert.Contains("invalid_request_error: invalid_api_key", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-wrong-key-123", failure.Message, StringComparison.Ordinal);
        Assert.Matches("^req_[0-9a-f]{32}$", RequestId(failure.GetRawResponse()!));
    }

    [Fact]
    public async Task A_stream_that_is_refused_fails_before_its_first_update()
    {
        var failure = await Assert.ThrowsAsync<ClientResultException>(async () =>
        {
            await foreach (var update in Client("sk-wrong").CompleteChatStreamingAsync(Sky.Prompt))
            {
                Assert.Fail($"The refused stream brought {update}.");
            }
        });

        Assert.Equal(401, failure.Status);
    }

    [Fact]
    public async Task A_model_that_is_not_listed_cannot_be_retrieved()
    {
        var models = new OpenAIModelClient(new ApiKeyCredential(Sky.ValidKey), Options(_server));
        var failure = await Assert.ThrowsAsync<ClientResultException>(() => models.GetModelAsync("no-such-model"));

        Assert.Equal(404, failure.Status);
        Assert.Contains("model_not_found", failure.Message, StringComparison.Ordinal);
        Assert.Contains("`no-such-model`", failure.Message, StringComparison.Ordinal);
    }

    private ChatClient Client(string key = Sky.ValidKey) => new("gpt-4o", new ApiKeyCredential(key), Options(_server));

    [Fact]
    public async Task A_refusal_is_read_as_one_plain_and_streamed()
    {
        await using var server = await TestServer.Start("faults: [{kind: refusal}]");
        var client = new ChatClient("gpt-4o", new ApiKeyCredential(Sky.ValidKey), Options(server));

        var plain = (await client.CompleteChatAsync(Sky.Prompt)).Value;
        var streamed = "";
        await foreach (var update in client.CompleteChatStreamingAsync(Sky.Prompt))
        {
            Assert.DoesNotContain(update.ContentUpdate, part => part.Text is { Length: > 0 });
            streamed += update.RefusalUpdate;
        }

        Assert.Equal("I'm sorry, I cannot assist with that request.", plain.Refusal);
        Assert.Equal(plain.Refusal, streamed);
        Assert.Empty(plain.Content);
    }

    [Fact]
    public async Task A_filtered_answer_ends_for_that_reason()
    {
        await using var server = await TestServer.Start("faults: [{kind: content_filter}]");
        var client = new ChatClient("gpt-4o", new ApiKeyCredential(Sky.ValidKey), Options(server));

        Assert.Equal(ChatFinishReason.ContentFilter, (await client.CompleteChatAsync(Sky.Prompt)).Value.FinishReason);
    }

    // A refused call is reported, never repeated.
    [Fact]
    public async Task A_call_over_its_limit_fails_with_429_and_the_wait()
    {
        await using var server = await TestServer.Start("limits: {requests_per_minute: 1}", new FakeTimeProvider());
        var client = new ChatClient("gpt-4o", new ApiKeyCredential(Sky.ValidKey), Options(server));
        await client.CompleteChatAsync(Sky.Prompt);

        var failure = await Assert.ThrowsAsync<ClientResultException>(() => client.CompleteChatAsync(Sky.Prompt));

        Assert.Equal(429, failure.Status);
        Assert.Contains("requests: rate_limit_exceeded", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Limit 1, Used 1, Requested 1. Please try again in 1m0s.", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.GetRawResponse()!.Headers.TryGetValue("retry-after", out var seconds));
        Assert.Equal("60", seconds);
    }

    internal static OpenAIClientOptions Options(TestServer server) =>
        new() { Endpoint = new Uri(server.Url, "v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };

    private static string RequestId(PipelineResponse response) => response.Headers.TryGetValue("x-request-id", out var id) ? id! : "";

    private static string Fingerprint(PipelineResponse response)
    {
        using var json = JsonDocument.Parse(response.Content);
        return json.RootElement.GetProperty("system_fingerprint").GetString()!;
    }
}
