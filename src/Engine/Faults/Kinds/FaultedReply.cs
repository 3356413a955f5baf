namespace MockLlm.Engine.Faults.Kinds;

/// <summary>What a fault makes of a reply: what goes out, each piece with its time, and how it ends.</summary>
/// <param name="Frames">What goes out.</param>
/// <param name="End">What comes after it.</param>
internal sealed record FaultedReply(IEnumerable<Frame> Frames, Termination End = Termination.Clean)
{
    /// <summary>When the end comes, counted from the request's arrival; not before all has gone out.</summary>
    public TimeSpan EndDue { get; init; }

    /// <summary>The length that is announced of a plain body, in bytes; null: a stream has none.</summary>
    public int? Length { get; init; }

    /// <summary>Whether the client gets less than the whole reply.</summary>
    public bool IsCut { get; init; }
}

/// <summary>How a reply that something went wrong with ends.</summary>
internal enum Termination
{
    /// <summary>As HTTP ends a body.</summary>
    Clean,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The connection is closed in the middle of the body.</summary>
    Close,

    /// <summary>Nothing more comes, and the connection stays open until the client leaves.</summary>
    Silence,
}
