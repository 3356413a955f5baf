namespace MockLlm.Engine.Admission;

/// <summary>How a reply ended.</summary>
internal enum ReplyOutcome
{
    /// <summary>The client has it whole.</summary>
    Served,

    /// <summary>The client left, or the server stopped, before its end.</summary>
    Abandoned,

    /// <summary>The provider failed: its own 500, or a stream that broke off.</summary>
    Failed,
}
