namespace MockLlm.Web.Ceiling;

/// <summary>A load of the client.</summary>
/// <param name="Port">The server's port on 127.0.0.1.</param>
/// <param name="Request">The bytes of the request that each connection sends.</param>
/// <param name="Connections">The number of connections. Each has one request at a time.</param>
internal sealed record LoadPlan(int Port, byte[] Request, int Connections)
{
    /// <summary>The time over which the connections open, evenly. Latenesses count from its end.</summary>
    public TimeSpan Ramp { get; init; }

    /// <summary>No connection sends another request after this time. With zero, each connection sends one.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The gap between the tokens of a paced stream, and the time to its first token. Zero if the streams are not paced.</summary>
    public TimeSpan Gap { get; init; }

    /// <summary>The time after which connections without a complete answer are cut.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);
}
