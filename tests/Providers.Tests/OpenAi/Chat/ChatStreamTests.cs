using MockLlm.Engine.Completions;
using MockLlm.Engine.Pacing;
using MockLlm.Providers.OpenAi;
using MockLlm.Providers.OpenAi.Chat;

namespace MockLlm.Providers.Tests.OpenAi.Chat;

public sealed class ChatStreamTests
{
    [Fact]
    public void A_stream_is_the_documented_sequence_of_chunks() =>
        Golden.Matches("OpenAi/Golden/stream.json", ChatClient.Masked(ChatClient.Ask("\"stream\": true").Events));

    [Fact]
    public void Include_usage_adds_a_last_chunk_and_null_to_all_others() => Golden.Matches(
        "OpenAi/Golden/stream-with-usage.json",
        ChatClient.Masked(ChatClient.Ask("\"stream\": true, \"stream_options\": {\"include_usage\": true}").Events));

    [Fact]
    public void Every_chunk_carries_the_same_id()
    {
        var ids = ChatClient.Ask("\"stream\": true").Events.SkipLast(1).Select(chunk => (string?)chunk.Json["id"]).Distinct();

        Assert.Matches("^chatcmpl-[A-Za-z0-9]{29}$", Assert.Single(ids));
    }

    [Fact]
    public void Each_of_several_choices_opens_speaks_and_ends_under_its_index()
    {
        var chunks = ChatClient.Ask("\"stream\": true, \"n\": 2").Events.SkipLast(1).Select(chunk => chunk.Json["choices"]![0]!).ToList();

        foreach (var choice in chunks.GroupBy(chunk => (int)chunk["index"]!))
        {
            Assert.Equal("assistant", (string?)choice.First()["delta"]!["role"]);
            Assert.Equal("2+2 equals 9.", string.Concat(choice.Select(chunk => (string?)chunk["delta"]!["content"])));
            Assert.Equal("stop", (string?)choice.Last()["finish_reason"]);
        }

        Assert.Equal([0, 1], chunks.Select(chunk => (int)chunk["index"]!).Distinct().Order());
    }

    [Fact]
    public void A_cut_stream_ends_with_finish_reason_length()
    {
        var last = ChatClient.Ask("\"stream\": true, \"max_tokens\": 3").Events[^2].Json["choices"]![0]!;

        Assert.Equal("length", (string?)last["finish_reason"]);
    }

    [Fact]
    public void A_stream_of_nothing_still_opens_and_ends()
    {
        var vendor = new Vendor(typeof(OpenAiProvider), Vendor.Answering(("what is 2+2?", "")));

        var chunks = vendor.Post(ChatClient.Path, ChatClient.Body("\"stream\": true")).Events;

        Assert.Equal(3, chunks.Count);
        Assert.Equal("assistant", (string?)chunks[0].Json["choices"]![0]!["delta"]!["role"]);
        Assert.Equal("stop", (string?)chunks[1].Json["choices"]![0]!["finish_reason"]);
        Assert.Equal("[DONE]", chunks[2].Data);
    }

    [Fact]
    public void The_opening_chunk_leaves_with_the_first_piece_and_the_closing_ones_with_the_last()
    {
        var snapshot = ChatClient.Sums with { Lag = new LagSettings(Enabled: true), WrittenChunk = Chunking.Characters };
        var mock = new Vendor(typeof(OpenAiProvider), snapshot).NewMock(Vendor.Head("POST", ChatClient.Path));
        var completion = mock.Respond("what is 2+2?", "gpt-4o");
        var answer = new ChatAnswer("chatcmpl-1", 0, "gpt-4o", 1, completion, new Usage(1, completion.Tokens));

        var frames = new ChatStream(answer, new(AtEnd: true, InEachChunk: false)).Frames(mock).ToList();

        var pieces = mock.Pieces(completion).ToList();
        Assert.True(pieces[0].Due > TimeSpan.Zero);
        Assert.Equal(pieces[0].Due, frames[0].Due);
        Assert.Equal(pieces.Select(piece => piece.Due), frames.Skip(1).SkipLast(3).Select(frame => frame.Due));
        Assert.All(frames.TakeLast(3), frame => Assert.Equal(pieces[^1].Due, frame.Due));
    }
}
