using System.Text;
using FsCheck.Xunit;
using MockLlm.Web.Ceiling;

namespace MockLlm.Web.Tests.Ceiling;

public sealed class ResponseReaderTests
{
    private const string Event = "data: {\"text\":\"data: \\u0064ata:\"}\n\n";
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string Chunked = Ok + "Content-Type: text/event-stream\r\nX-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nTransfer-Encoding: chunked\r\n\r\n";

    [Property]
    public void Reads_the_same_wherever_the_bytes_are_split(byte[] splits, byte events, bool inOneChunk)
    {
        var reader = new ResponseReader();
        reader.Begin();
        var body = Enumerable.Repeat(Event, events % 20).Append("event: done\ndata: [DONE]\n\n").ToList();
        var chunks = inOneChunk ? [string.Concat(body)] : body;
        var bytes = Encoding.UTF8.GetBytes(Chunked + string.Concat(chunks.Select(Chunk)) + "0\r\n\r\n");

        Assert.Equal(events % 20, Take(reader, bytes, splits));
        Assert.Equal((200, true, false), (reader.Status, reader.IsDone, reader.IsBroken));
    }

    [Property]
    public void Is_done_with_the_last_byte_and_not_before(byte[] splits)
    {
        var reader = new ResponseReader();
        reader.Begin();
        var bytes = Encoding.UTF8.GetBytes(Chunked + Chunk(Event) + "0\r\n\r\n");

        Take(reader, bytes[..^1], splits);
        Assert.False(reader.IsDone);

        reader.Take(bytes.AsSpan(^1..));
        Assert.True(reader.IsDone);
    }

    [Property]
    public void Reads_a_body_of_a_given_length(byte[] splits, bool lowerCase)
    {
        var reader = new ResponseReader();
        reader.Begin();
        var head = $"Content-Length: {Event.Length}\r\n\r\n";

        Assert.Equal(1, Take(reader, Encoding.UTF8.GetBytes(Ok + (lowerCase ? head.ToLowerInvariant() : head) + Event), splits));
        Assert.True(reader.IsDone);
    }

    [Fact]
    public void Reads_one_response_after_the_other()
    {
        var reader = new ResponseReader();
        foreach (var (text, status) in new[] { (Chunked + Chunk(Event) + "0\r\n\r\n", 200), ("HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n", 503) })
        {
            reader.Begin();
            reader.Take(Encoding.UTF8.GetBytes(text));
            Assert.Equal((status, true), (reader.Status, reader.IsDone));
        }
    }

    [Theory]
    [InlineData("SSH-2.0 hello\r\n")]
    [InlineData("HTTP/1.1 2x0 OK\r\n")]
    [InlineData(Ok + "Content-Length: 3z\r\n")]
    [InlineData(Chunked + "zz\r\n")]
    [InlineData(Chunked + "3\r\nabcd\r\n")]
    [InlineData(Ok + "Content-Length: 2\r\n\r\nabc")]
    public void Breaks_on_what_is_no_response(string text)
    {
        var reader = new ResponseReader();
        reader.Begin();
        reader.Take(Encoding.UTF8.GetBytes(text));
        Assert.True(reader.IsBroken);
    }

    private static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";

    // Pieces as long as the numbers say, then the rest.
    private static int Take(ResponseReader reader, byte[] bytes, byte[] lengths)
    {
        var (events, from) = (0, 0);
        foreach (var length in lengths)
        {
            var to = Math.Min(from + length, bytes.Length);
            events += reader.Take(bytes.AsSpan(from..to));
            from = to;
        }

        return events + reader.Take(bytes.AsSpan(from));
    }
}
