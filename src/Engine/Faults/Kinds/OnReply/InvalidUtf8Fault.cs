using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>invalid_utf8</c>: one event, or a plain body, holds a byte that never occurs in UTF-8.</summary>
/// <param name="Position">The place in the reply where the fault acts.</param>
internal sealed record InvalidUtf8Fault(Position Position) : EventFault("invalid_utf8", Position)
{
    private static readonly byte[] Bad = [0xFF];

    public static InvalidUtf8Fault Read(YamlMapReader map) => new(Position.Read(map));

    /// <summary>Inserts the byte at the beginning of the event's last JSON string, or at the event's end if it has no string.</summary>
    public override IEnumerable<Frame> OnNext(Frame frame)
    {
        var bytes = frame.Bytes;
        var text = bytes.Span.LastIndexOf(":\""u8);
        yield return frame.WithBytes(Corruption.Insert(bytes, text < 0 ? bytes.Span.TrimEnd("\r\n"u8).Length : text + 2, Bad));
    }

    public override FaultedReply OnBody(PlainBody body) => Corruption.Body(body, Position.BytesBefore(body.Bytes.Length), Bad);
}
