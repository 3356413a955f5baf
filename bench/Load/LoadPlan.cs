namespace MockLlm.Bench.Load;

/// <summary>The plan of a load.</summary>
internal sealed record LoadPlan
{
    /// <summary>The server's port on 127.0.0.1.</summary>
    public required int Port { get; init; }

    /// <summary>The body that every request posts.</summary>
    public required string Body { get; init; }

    /// <summary>The path that it is posted to.</summary>
    public string Path { get; init; } = Conversation.Path;

    /// <summary>The number of open connections. Each has one request at a time.</summary>
    public required int Connections { get; init; }

    /// <summary>The time over which the connections are opened, evenly.</summary>
    public TimeSpan Ramp { get; init; }

    /// <summary>The number of requests, or null for as many as fit into <see cref="Duration"/>.</summary>
    public long? Requests { get; init; }

    /// <summary>No request begins after this time.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether a connection that breaks is followed by another one.</summary>
    public bool Reopens { get; init; }

    /// <summary>The expected gap between token events, or zero if gaps are not compared.</summary>
    public TimeSpan Gap { get; init; }
}
