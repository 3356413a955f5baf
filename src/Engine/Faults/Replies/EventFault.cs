using MockLlm.Engine.Faults.Kinds;

namespace MockLlm.Engine.Faults.Replies;

/// <summary>Something is wrong with one event, the one after the position; all others are as they were.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
/// <param name="Position">What goes out before.</param>
internal abstract record EventFault(string Name, Position Position) : ReplyFault(Name, Position)
{
    public override FaultedReply? OnStream(StreamEvents stream) =>
        Position.EventsBefore(stream.Frames) is { } before && before <= stream.Frames.Count - Needed
            ? new(stream.Frames.SelectMany((frame, index) => On(frame, index - before, stream.Frames)))
            : null;

    public sealed override StreamAction OnOpenStream => new StreamAction.ChangeNext(OnNext);

    /// <summary>How many events it takes, from the position on.</summary>
    protected virtual int Needed => 1;

    /// <summary>What goes out for an event.</summary>
    /// <param name="frame">The event.</param>
    /// <param name="place">Its place after the position; 0: it is the one.</param>
    /// <param name="frames">All of the stream.</param>
    protected virtual IEnumerable<Frame> On(Frame frame, int place, IReadOnlyList<Frame> frames) => place == 0 ? OnNext(frame) : [frame];

    /// <summary>What goes out for the event that it acts on.</summary>
    public abstract IEnumerable<Frame> OnNext(Frame frame);
}
