using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Tests.Configuration.Files;

namespace MockLlm.Engine.Tests.Configuration;

public sealed class SnapshotTokensTests
{
    private readonly ConcurrentQueue<string> _counted = new();

    [Fact]
    public async Task Every_text_is_counted_once_the_vocabularies_are_ready()
    {
        var ready = new TaskCompletionSource();
        var tokens = new SnapshotTokens(ready.Task, text => _counted.Enqueue(text.Text));

        var counting = tokens.Count(With("a", "b"));
        Assert.False(counting.IsCompleted);
        ready.SetResult();
        await counting;

        Assert.Equal(["a", "b", "unknown"], _counted.Order());
    }

    [Fact]
    public async Task A_newer_snapshot_ends_the_counting_of_the_one_before()
    {
        var newer = Task.CompletedTask;
        SnapshotTokens? tokens = null;
        tokens = new SnapshotTokens(Task.CompletedTask, text =>
        {
            _counted.Enqueue(text.Text);
            if (text.Text == "old")
            {
                newer = tokens!.Count(With("new"));
            }
        });

        await tokens.Count(With("old", "old"));
        await newer;

        Assert.Equal(["new", "old", "unknown"], _counted.Order());
    }

    [Fact]
    public async Task A_text_that_cannot_be_counted_is_logged_and_fails_nobody()
    {
        var log = new RecordingLog();
        var tokens = new SnapshotTokens(Task.CompletedTask, _ => throw new InvalidOperationException("broken"), log);

        await tokens.Count(With("a"));

        Assert.Equal((LogLevel.Warning, "The tokens of the configured texts could not be counted ahead"), Assert.Single(log.Lines));
    }

    [Fact]
    public async Task The_end_of_the_server_ends_the_counting()
    {
        var log = new RecordingLog();
        var tokens = new SnapshotTokens(new TaskCompletionSource().Task, text => _counted.Enqueue(text.Text), log);
        var counting = tokens.Count(With("a"));

        await tokens.DisposeAsync();

        Assert.True(counting.IsCompletedSuccessfully);
        Assert.Empty(log.Lines);
        Assert.Empty(_counted);
    }

    private static Snapshot With(params string[] texts) => new()
    {
        Responses = new(texts.Index().ToFrozenDictionary(text => $"prompt {text.Index}", text => (ConfiguredText?)new ConfiguredText(text.Item))),
        UnknownResponse = new("unknown"),
    };
}
