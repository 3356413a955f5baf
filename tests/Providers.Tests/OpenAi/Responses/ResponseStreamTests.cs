using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Pacing;
using MockLlm.Providers.OpenAi;
using MockLlm.Providers.OpenAi.Responses;

namespace MockLlm.Providers.Tests.OpenAi.Responses;

/// <summary>
/// The golden files follow OpenAI's API reference, "Streaming events" (Responses) and "The response object", and the types of its own
/// SDK; the order of a message's events is that of the reference's example of a stream.
/// </summary>
public sealed class ResponseStreamTests
{
    public static TheoryData<string> Turns => [.. ResponseTurn.All.Keys];

    [Theory]
    [MemberData(nameof(Turns))]
    public void The_events_of_a_turn_are_the_documented_ones(string turn)
    {
        var events = new JsonArray([.. ResponseTurn.All[turn].Streamed().Events.Select(Short)]);

        Golden.Matches($"OpenAi/Responses/Golden/{turn}.json", ResponsesClient.Numbered(events));
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public void The_response_that_the_events_make_up_is_the_plain_one(string turn)
    {
        var said = Accumulated.Of(ResponseTurn.All[turn].Streamed().Events);

        Assert.True(JsonNode.DeepEquals(ResponseTurn.All[turn].Plain().Json, said));
    }

    [Property(Arbitrary = [typeof(AnyCompletion.Arbitrary)], MaxTest = 300)]
    internal void Any_completion_is_the_same_plain_and_in_events_and_no_scalar_is_split(AnyCompletion any)
    {
        var vendor = ResponsesClient.Saying(any.Parts, any.Chunk);

        var plain = vendor.Ask(any.Fields);
        var events = vendor.Ask(any.Fields + ", \"stream\": true").Events;

        Assert.True(JsonNode.DeepEquals(plain.Json, Accumulated.Of(events)));
        Assert.All(
            events.Select(happened => (string?)happened.Json["delta"]).OfType<string>(),
            delta => Assert.Equal(delta, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(delta))));
    }

    [Fact]
    public void What_opens_leaves_with_the_first_piece_and_what_closes_with_the_last()
    {
        var snapshot = Vendor.Answering(("q", "abc")) with { Lag = new LagSettings(Enabled: true), WrittenChunk = Chunking.Characters };
        var vendor = new Vendor(typeof(OpenAiProvider), snapshot);
        var mock = vendor.NewMock(Vendor.Head("POST", ResponsesClient.Path));
        var request = Vendor.Body<ResponseRequest>("""{"model": "gpt-4o", "input": "q"}""");
        var answer = ResponseAnswer.Of(request, mock.Respond("q", "gpt-4o"), promptTokens: 1, mock);

        var frames = new ResponseStream(answer).Frames(mock).ToList();

        var pieces = mock.Pieces(answer.Completion).Select(piece => piece.Due).ToList();
        Assert.True(pieces[0] > TimeSpan.Zero);
        Assert.All(frames.Take(4), frame => Assert.Equal(pieces[0], frame.Due));
        Assert.Equal(pieces, frames.Skip(4).Take(3).Select(frame => frame.Due));
        Assert.All(frames.Skip(7), frame => Assert.Equal(pieces[^1], frame.Due));
        Assert.Equal(11, frames.Count);
    }

    [Fact]
    public void A_stream_that_breaks_ends_with_the_error_and_the_failed_response()
    {
        var reply = ResponseTurn.All["text"].Streamed().Reply;

        var failure = reply.ErrorEvent!(OpenAiWording.Instance.Overloaded());

        Assert.Equal("error", failure.Event);
        var events = Encoding.UTF8.GetString(failure.Bytes.Span).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
        Assert.Equal(["error", "response.failed"], events.Select(happened => happened.Name));
        Assert.Equal("server_error", (string?)events[0].Json["error"]!["code"]);
        Assert.Equal("failed", (string?)events[1].Json["response"]!["status"]);
        Assert.Equal("server_error", (string?)events[1].Json["response"]!["error"]!["code"]);
        Assert.Equal((string?)events[0].Json["error"]!["message"], (string?)events[1].Json["response"]!["error"]!["message"]);
        Assert.True((int)events[0].Json["sequence_number"]! > ResponseTurn.All["text"].Streamed().Events.Count);
    }

    private static ServerEvent Read(string happened)
    {
        var lines = happened.Split('\n');
        return new(lines[0]["event: ".Length..], lines[1]["data: ".Length..]);
    }

    // The whole object is compared once, in the plain answer; here what changes of it.
    private static JsonNode Short(ServerEvent happened)
    {
        var json = happened.Json;
        if (json["response"] is { } response)
        {
            json["response"] = new JsonObject
            {
                ["id"] = response["id"]!.DeepClone(),
                ["status"] = response["status"]!.DeepClone(),
                ["incomplete_details"] = response["incomplete_details"]?.DeepClone(),
                ["output"] = new JsonArray([.. response["output"]!.AsArray().Select(item => (JsonNode?)(string?)item!["id"])]),
                ["usage"] = response["usage"]?.DeepClone(),
            };
        }

        return Without(json);
    }

    private static JsonNode Without(JsonNode json)
    {
        if (json["item"]?["encrypted_content"] is { } encrypted)
        {
            Assert.StartsWith("gAAAAAB", (string?)encrypted, StringComparison.Ordinal);
            json["item"]!["encrypted_content"] = "gAAAAAB?";
        }

        return json;
    }
}
