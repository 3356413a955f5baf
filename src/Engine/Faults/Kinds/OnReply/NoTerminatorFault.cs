namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>no_terminator</c>: the stream ends without its end marker.</summary>
internal sealed record NoTerminatorFault() : ReplyFault("no_terminator", new())
{
    public override bool NeedsStream => true;

    public override FaultedReply? OnStream(StreamEvents stream)
    {
        if (stream.Frames.Count == 0)
        {
            return null;
        }

        var isTerminator = StreamClose.Terminators(stream.Frames);
        return new(stream.Frames.Where((_, index) => !isTerminator(index)));
    }
}
