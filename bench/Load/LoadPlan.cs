namespace MockLlm.Bench.Load;

/// <summary>What the load client does.</summary>
internal sealed record LoadPlan
{
    /// <summary>The server's port on 127.0.0.1.</summary>
    public required int Port { get; init; }

    /// <summary>The body that every request posts.</summary>
    public required string Body { get; init; }

    /// <summary>The path that it is posted to.</summary>
    public string Path { get; init; } = Conversation.Path;

    /// <summary>How many connections are kept open, each with one request under way.</summary>
    public required int Connections { get; init; }

    /// <summary>Time over which they are opened, evenly.</summary>
    public TimeSpan Ramp { get; init; }

    /// <summary>How many requests are made; null: as many as go into <see cref="Duration"/>.</summary>
    public long? Requests { get; init; }

    /// <summary>No request begins after this time.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether a connection that breaks is followed by another one.</summary>
    public bool Reopens { get; init; }

    /// <summary>What the gaps between token events are held against; zero: nothing.</summary>
    public TimeSpan Gap { get; init; }
}
