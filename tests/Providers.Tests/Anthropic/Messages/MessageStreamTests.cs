using MockLlm.Engine.Completions;
using MockLlm.Engine.Pacing;
using MockLlm.Providers.Anthropic;
using MockLlm.Providers.Anthropic.Messages;

namespace MockLlm.Providers.Tests.Anthropic.Messages;

public sealed class MessageStreamTests
{
    [Fact]
    public void A_stream_is_the_documented_sequence_of_events() =>
        Golden.Matches("Anthropic/Golden/stream.json", MessagesClient.Masked(MessagesClient.Ask("\"max_tokens\": 100, \"stream\": true").Events));

    [Fact]
    public void A_stream_of_nothing_has_no_content_block() => Golden.Matches(
        "Anthropic/Golden/stream-of-nothing.json", MessagesClient.Masked(MessagesClient.Ask("\"max_tokens\": 0, \"stream\": true").Events));

    [Fact]
    public void Every_event_is_named_as_its_type()
    {
        foreach (var happened in MessagesClient.Ask("\"max_tokens\": 100, \"stream\": true").Events)
        {
            Assert.Equal((string?)happened.Json["type"], happened.Name);
        }
    }

    [Fact]
    public void The_end_says_which_stop_sequence_it_was()
    {
        var end = MessagesClient.Ask("\"max_tokens\": 100, \"stream\": true, \"stop_sequences\": [\" equals\"]").Events[^2].Json;

        Assert.Equal("stop_sequence", (string?)end["delta"]!["stop_reason"]);
        Assert.Equal(" equals", (string?)end["delta"]!["stop_sequence"]);
    }

    [Fact]
    public void The_opening_events_leave_with_the_first_piece_and_the_closing_ones_with_the_last()
    {
        var snapshot = MessagesClient.Sums with { Lag = new LagSettings(Enabled: true), WrittenChunk = Chunking.Characters };
        var mock = new Vendor(typeof(AnthropicProvider), snapshot).NewMock(Vendor.Head("POST", MessagesClient.Path));
        var completion = mock.Respond("what is 2+2?", "claude-sonnet-5-5");

        var frames = new MessageStream(new MessageAnswer("msg_1", "claude-sonnet-5-5", completion, new MessageUsage(1, completion.Tokens))).Frames(mock).ToList();

        var pieces = mock.Pieces(completion).ToList();
        Assert.True(pieces[0].Due > TimeSpan.Zero);
        Assert.All(frames.Take(3), frame => Assert.Equal(pieces[0].Due, frame.Due));
        Assert.Equal(pieces.Select(piece => piece.Due), frames.Skip(3).SkipLast(3).Select(frame => frame.Due));
        Assert.All(frames.TakeLast(3), frame => Assert.Equal(pieces[^1].Due, frame.Due));
    }
}
