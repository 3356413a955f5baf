namespace MockLlm.Engine.Admission;

/// <summary>How a reply ended.</summary>
internal enum ReplyOutcome
{
    /// <summary>It was sent to the end.</summary>
    Served,

    /// <summary>The client left or the server stopped before its end.</summary>
    Abandoned,

    /// <summary>The provider failed: with its own 500, or in the middle of a stream.</summary>
    Failed,
}
