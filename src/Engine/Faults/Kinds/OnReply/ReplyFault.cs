namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary>A fault that changes a handler's reply: the events of a stream, or the bytes of a plain body.</summary>
/// <param name="Name">The name as it is written under <c>kind</c>.</param>
/// <param name="Position">Where it acts.</param>
internal abstract record ReplyFault(string Name, Position Position) : FaultKind(Name)
{
    public sealed override bool ActsOnReply => true;

    public sealed override bool HasPosition => Position.IsGiven;

    /// <summary>Changes a stream. Returns null if the fault does not apply to it.</summary>
    public abstract FaultedReply? OnStream(StreamEvents stream);

    /// <summary>Changes a plain body. Returns null if the fault does not apply to it.</summary>
    public virtual FaultedReply? OnBody(PlainBody body) => null;
}

/// <summary>A fault that changes how a reply is sent, whether another fault changed the reply or not. It can fire together with other faults.</summary>
/// <param name="Name">The name as it is written under <c>kind</c>.</param>
internal abstract record ReplyFilter(string Name) : FaultKind(Name)
{
    public sealed override bool Combines => true;

    public sealed override bool ActsOnReply => true;

    /// <summary>The reply that is sent instead.</summary>
    public abstract FaultedReply On(FaultedReply reply);
}

/// <summary>A stream that a fault changes.</summary>
/// <param name="Frames">All of its events, each with its time.</param>
/// <param name="Error">The provider's own error as an event of this stream. Empty if the fault sends none.</param>
internal sealed record StreamEvents(IReadOnlyList<Frame> Frames, Frame Error = default);

/// <summary>A plain body that a fault changes.</summary>
/// <param name="Bytes">The whole body.</param>
/// <param name="Due">When it is sent, counted from the request's arrival.</param>
/// <param name="IsJson">Whether its content type is JSON.</param>
internal sealed record PlainBody(ReadOnlyMemory<byte> Bytes, TimeSpan Due, bool IsJson)
{
    /// <summary>A part of the body as one frame.</summary>
    /// <param name="range">The bytes.</param>
    /// <param name="later">How much later than <see cref="Due"/> it is sent.</param>
    public Frame Piece(Range range, TimeSpan later = default) => new(Bytes[range], Due + later);
}
