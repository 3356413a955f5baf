namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary>A fault that ends the reply early.</summary>
/// <param name="Name">The name as it is written under <c>kind</c>.</param>
/// <param name="Position">The place in the reply where the fault acts.</param>
/// <param name="End">How the response ends.</param>
internal abstract record CutFault(string Name, Position Position, Termination End) : ReplyFault(Name, Position)
{
    public override FaultedReply? OnStream(StreamEvents stream)
    {
        if (Position.EventsBefore(stream.Frames) is not { } before)
        {
            return null;
        }

        var kept = Math.Min(before, Longest(stream.Frames));
        return new(stream.Frames.Take(kept), End) { EndDue = Position.TimeIn(stream.Frames, before), IsCut = true };
    }

    public override FaultedReply? OnBody(PlainBody body)
    {
        var before = Position.BytesBefore(body.Bytes.Length);
        return new([body.Piece(..before)], End) { Length = Announced(body, before), IsCut = true };
    }

    public sealed override StreamAction OnOpenStream => new StreamAction.End(_ => new([], End) { IsCut = true });

    /// <summary>The most events that may be sent.</summary>
    protected virtual int Longest(IReadOnlyList<Frame> frames) => frames.Count;

    /// <summary>The content length that the response has for a plain body, in bytes.</summary>
    protected virtual int Announced(PlainBody body, int before) => body.Bytes.Length;
}
