using System.Collections.Concurrent;
using System.Collections.Frozen;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;

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

    private static Snapshot With(params string[] texts) => new()
    {
        Responses = texts.Index().ToFrozenDictionary(text => $"prompt {text.Index}", text => new ConfiguredText(text.Item)),
        UnknownResponse = new("unknown"),
    };
}
