using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>malformed</c>: the JSON of one event, or of a plain body, is broken. It is still valid UTF-8.</summary>
/// <param name="Position">The place in the reply where the fault acts.</param>
internal sealed record MalformedFault(Position Position) : EventFault("malformed", Position)
{
    // JSON allows this character neither inside a string nor outside of one (RFC 8259, sections 2 and 7).
    private static readonly byte[] Control = [0x01];

    public static MalformedFault Read(YamlMapReader map) => new(Position.Read(map));

    /// <summary>Removes the event's last bracket, or adds one if it has none.</summary>
    public override IEnumerable<Frame> OnNext(Frame frame)
    {
        var bytes = frame.Bytes;
        var last = bytes.Span.LastIndexOfAny((byte)'}', (byte)']');
        yield return frame.WithBytes(last < 0
            ? Corruption.Insert(bytes, bytes.Span.TrimEnd("\r\n"u8).Length, "{"u8)
            : (byte[])[.. bytes.Span[..last], .. bytes.Span[(last + 1)..]]);
    }

    public override FaultedReply? OnBody(PlainBody body) => body.IsJson
        ? Corruption.Body(body, Position.BytesBefore(body.Bytes.Length), Control)
        : null;
}
