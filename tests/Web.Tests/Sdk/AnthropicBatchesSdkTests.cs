using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Anthropic.Models.Messages.Batches;
using Microsoft.Extensions.Time.Testing;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Message batches through Anthropic's .NET client.</summary>
public sealed class AnthropicBatchesSdkTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private TestServer _server = null!;
    private AnthropicClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.Start(Sky.Yaml, _time);
        _client = AnthropicSdkTests.Client(_server, Sky.ValidKey);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_is_processed_for_a_while_and_then_has_a_result_for_each_request()
    {
        var batch = await _client.Messages.Batches.Create(Ask(Request("sky", Sky.Prompt), Request("bad", "")));

        batch.Validate();
        Assert.Matches("^msgbatch_01[1-9A-HJ-NP-Za-km-z]{22}$", batch.ID);
        Assert.Equal(ProcessingStatus.InProgress, batch.ProcessingStatus.Value());
        Assert.Equal(2, batch.RequestCounts.Processing);
        Assert.Null(batch.ResultsUrl);
        await Assert.ThrowsAsync<AnthropicNotFoundException>(() => Results(batch.ID));

        _time.Advance(TimeSpan.FromSeconds(1));
        var ended = await _client.Messages.Batches.Retrieve(batch.ID);
        var results = await Results(batch.ID);

        Assert.Equal(ProcessingStatus.Ended, ended.ProcessingStatus.Value());
        Assert.Equal((0, 1, 1), (ended.RequestCounts.Processing, ended.RequestCounts.Succeeded, ended.RequestCounts.Errored));
        Assert.Equal($"{_server.Url}v1/messages/batches/{batch.ID}/results", ended.ResultsUrl);
        Assert.Equal(["sky", "bad"], results.Select(result => result.CustomID));
        Assert.True(results[0].Result.TryPickSucceeded(out var succeeded));
        Assert.True(succeeded.Message.Content[0].TryPickText(out var text));
        Assert.Equal(Sky.Text, text.Text);
        Assert.True(results[1].Result.TryPickErrored(out var errored));
        Assert.Equal("messages: text content blocks must be non-empty", errored.Error.Error.Message);
    }

    [Fact]
    public async Task A_batch_that_is_cancelled_ends_without_results()
    {
        var batch = await _client.Messages.Batches.Create(Ask(Request("sky", Sky.Prompt)));

        Assert.Equal(ProcessingStatus.Canceling, (await _client.Messages.Batches.Cancel(batch.ID)).ProcessingStatus.Value());
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, (await _client.Messages.Batches.Retrieve(batch.ID)).RequestCounts.Canceled);
        Assert.True((await Results(batch.ID))[0].Result.TryPickCanceled(out _));
    }

    [Fact]
    public async Task Batches_are_listed_newest_first_and_deleted_once_they_have_ended()
    {
        var first = await _client.Messages.Batches.Create(Ask(Request("sky", Sky.Prompt)));
        var second = await _client.Messages.Batches.Create(Ask(Request("sky", Sky.Prompt)));

        Assert.Equal([second.ID, first.ID], (await _client.Messages.Batches.List()).Items.Select(batch => batch.ID));
        await Assert.ThrowsAsync<AnthropicBadRequestException>(() => _client.Messages.Batches.Delete(first.ID));
        _time.Advance(TimeSpan.FromSeconds(1));
        await _client.Messages.Batches.Delete(first.ID);

        Assert.Equal([second.ID], (await _client.Messages.Batches.List()).Items.Select(batch => batch.ID));
        await Assert.ThrowsAsync<AnthropicNotFoundException>(() => _client.Messages.Batches.Retrieve(first.ID));
    }

    [Fact]
    public async Task Another_key_has_other_batches()
    {
        var batch = await _client.Messages.Batches.Create(Ask(Request("sky", Sky.Prompt)));
        using var other = AnthropicSdkTests.Client(_server, "sk-other");

        Assert.Empty((await other.Messages.Batches.List()).Items);
        await Assert.ThrowsAsync<AnthropicNotFoundException>(() => other.Messages.Batches.Retrieve(batch.ID));
    }

    [Fact]
    public async Task A_reset_forgets_them()
    {
        await _client.Messages.Batches.Create(Ask(Request("sky", Sky.Prompt)));
        (await _server.Http.PostAsync(new Uri("/_mockllm/reset", UriKind.Relative), null)).EnsureSuccessStatusCode();

        Assert.Empty((await _client.Messages.Batches.List()).Items);
    }

    [Fact]
    public async Task A_custom_id_that_is_used_twice_is_refused() => await Assert.ThrowsAsync<AnthropicBadRequestException>(
        () => _client.Messages.Batches.Create(Ask(Request("sky", Sky.Prompt), Request("sky", Sky.Sum))));

    private static BatchCreateParams Ask(params Request[] requests) => new() { Requests = requests };

    private static Request Request(string id, string prompt) => new()
    {
        CustomID = id,
        Params = new() { Model = "claude-sonnet-5-5", MaxTokens = 100, Messages = [new UserMessageParam(prompt)] },
    };

    private async Task<List<MessageBatchIndividualResponse>> Results(string id)
    {
        var results = new List<MessageBatchIndividualResponse>();
        await foreach (var result in _client.Messages.Batches.ResultsStreaming(id))
        {
            result.Validate();
            results.Add(result);
        }

        return results;
    }
}
