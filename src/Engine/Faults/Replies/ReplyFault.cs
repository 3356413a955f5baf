using MockLlm.Engine.Faults.Kinds;

namespace MockLlm.Engine.Faults.Replies;

/// <summary>Goes wrong with the reply that a handler came to: with its events, or with the bytes of its body.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
/// <param name="Position">Where it acts.</param>
internal abstract record ReplyFault(string Name, Position Position) : FaultKind(Name)
{
    public sealed override bool ActsOnReply => true;

    public sealed override bool HasPosition => Position.IsGiven;

    /// <summary>What it makes of a stream, or null if it does not apply to this one.</summary>
    public abstract FaultedReply? OnStream(StreamEvents stream);

    /// <summary>What it makes of a plain body, or null if it does not apply.</summary>
    public virtual FaultedReply? OnBody(PlainBody body) => null;
}

/// <summary>Changes how everything that goes out leaves, whether it is faulted or whole. It combines with other faults.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
internal abstract record ReplyFilter(string Name) : FaultKind(Name)
{
    public sealed override bool Combines => true;

    public sealed override bool ActsOnReply => true;

    /// <summary>What goes out instead.</summary>
    public abstract FaultedReply On(FaultedReply reply);
}

/// <summary>A stream that something goes wrong with.</summary>
/// <param name="Frames">All of its events, each with its time.</param>
/// <param name="Error">The provider's own error as an event of this stream, where the fault sends one.</param>
internal sealed record StreamEvents(IReadOnlyList<Frame> Frames, Frame Error = default);

/// <summary>A body that something goes wrong with.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Due">When it leaves, counted from the request's arrival.</param>
/// <param name="IsJson">Whether it is JSON by its content type.</param>
internal sealed record PlainBody(ReadOnlyMemory<byte> Bytes, TimeSpan Due, bool IsJson)
{
    /// <summary>A piece of it, as what leaves together.</summary>
    public Frame Piece(Range range, TimeSpan later = default) => new(Bytes[range], Due + later);
}
