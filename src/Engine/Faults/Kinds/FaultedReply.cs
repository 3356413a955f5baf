namespace MockLlm.Engine.Faults.Kinds;

/// <summary>A reply as a fault changed it: the pieces that are sent, each with its time, and how the response ends.</summary>
/// <param name="Frames">The pieces in order.</param>
/// <param name="End">How the response ends after the last piece.</param>
internal sealed record FaultedReply(IEnumerable<Frame> Frames, Termination End = Termination.Clean)
{
    /// <summary>When the response ends, counted from the request's arrival. It never ends before the last piece is sent.</summary>
    public TimeSpan EndDue { get; init; }

    /// <summary>The content length of a plain body in bytes, or null for a stream.</summary>
    public int? Length { get; init; }

    /// <summary>Whether the client gets less than the whole reply.</summary>
    public bool IsCut { get; init; }
}

/// <summary>How a response with a fault ends.</summary>
internal enum Termination
{
    /// <summary>The body ends as HTTP requires.</summary>
    Clean,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The connection is closed in the middle of the body.</summary>
    Close,

    /// <summary>Nothing more is sent, and the connection stays open until the client leaves.</summary>
    Silence,
}
