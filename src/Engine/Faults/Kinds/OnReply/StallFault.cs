using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>stall</c>: nothing is sent for a while in the middle of the reply. What becomes due in the meantime is then sent together.</summary>
/// <param name="Position">The place in the reply where the fault acts.</param>
/// <param name="For">How long, or null for until the client leaves.</param>
internal sealed record StallFault(Position Position, TimeSpan? For) : ReplyFault("stall", Position)
{
    public static StallFault Read(YamlMapReader map) => new(Position.Read(map), map.Duration("for"));

    public override FaultedReply? OnStream(StreamEvents stream)
    {
        if (Position.EventsBefore(stream.Frames) is not { } before)
        {
            return null;
        }

        var begins = Position.TimeIn(stream.Frames, before);
        if (For is not { } time)
        {
            return new(stream.Frames.Take(before), Termination.Silence) { EndDue = begins, IsCut = true };
        }

        var ends = begins + time;
        return new(stream.Frames.Select((frame, index) => index < before || frame.Due >= ends ? frame : frame with { Due = ends })) { EndDue = ends };
    }

    public override FaultedReply? OnBody(PlainBody body)
    {
        var before = Position.BytesBefore(body.Bytes.Length);
        return For is { } time
            ? new([body.Piece(..before), body.Piece(before.., later: time)]) { Length = body.Bytes.Length }
            : new([body.Piece(..before)], Termination.Silence) { Length = body.Bytes.Length, IsCut = true };
    }

    public override StreamAction OnOpenStream => For is { } time
        ? new StreamAction.Pause(time)
        : new StreamAction.End(static _ => new([], Termination.Silence) { IsCut = true });
}
