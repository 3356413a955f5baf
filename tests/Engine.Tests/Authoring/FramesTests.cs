using System.Text;

namespace MockLlm.Engine.Tests.Authoring;

public sealed class FramesTests
{
    [Fact]
    public void An_event_holds_an_object_as_one_line_of_json() =>
        Assert.Equal("data: {\"first_name\":\"Ada\\n\"}\n\n", Text(Sse.Event(new { FirstName = "Ada\n" })));

    [Fact]
    public void A_named_event_has_its_name_in_the_bytes_and_in_the_frame()
    {
        var frame = Sse.Event("delta", new { text = "it's" });

        Assert.Equal("event: delta\ndata: {\"text\":\"it's\"}\n\n", Text(frame));
        Assert.Equal("delta", frame.Event);
    }

    [Fact]
    public void The_end_of_a_stream_of_openai_s_kind_is_no_json() => Assert.Equal("data: [DONE]\n\n", Text(Sse.Done));

    [Fact]
    public void A_line_of_ndjson_ends_with_a_line_feed() =>
        Assert.Equal("{\"type\":\"end\",\"content\":null}\n", Text(Ndjson.Line(new { type = "end", content = (string?)null })));

    [Fact]
    public void A_frame_of_text_is_its_utf8() => Assert.Equal("é👋", Text(Frame.Of("é👋")));

    private static string Text(Frame frame) => Encoding.UTF8.GetString(frame.Bytes.Span);
}
