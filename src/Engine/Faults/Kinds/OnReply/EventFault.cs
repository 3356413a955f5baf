namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary>A fault that changes one event, the one after the position. All others stay as they are.</summary>
/// <param name="Name">The name as it is written under <c>kind</c>.</param>
/// <param name="Position">The place in the reply where the fault acts.</param>
internal abstract record EventFault(string Name, Position Position) : ReplyFault(Name, Position)
{
    public override FaultedReply? OnStream(StreamEvents stream) =>
        Position.EventsBefore(stream.Frames) is { } before && before <= stream.Frames.Count - Needed
            ? new(stream.Frames.SelectMany((frame, index) => On(frame, index - before, stream.Frames)))
            : null;

    public sealed override StreamAction OnOpenStream => new StreamAction.ChangeNext(OnNext);

    /// <summary>How many events the fault needs after the position.</summary>
    protected virtual int Needed => 1;

    /// <summary>What is sent for an event.</summary>
    /// <param name="frame">The event.</param>
    /// <param name="place">Its place counted from the position. The event at 0 is the one that is changed.</param>
    /// <param name="frames">All of the stream.</param>
    protected virtual IEnumerable<Frame> On(Frame frame, int place, IReadOnlyList<Frame> frames) => place == 0 ? OnNext(frame) : [frame];

    /// <summary>What is sent for the event that is changed.</summary>
    public abstract IEnumerable<Frame> OnNext(Frame frame);
}
