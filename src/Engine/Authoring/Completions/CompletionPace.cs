namespace MockLlm.Engine;

/// <summary>What sets the pace of a completion: lag, or the latency of its model.</summary>
internal abstract record CompletionPace
{
    /// <summary>No latency is configured, so lag sets the pace if it is on.</summary>
    public sealed record Lag : CompletionPace
    {
        public static Lag Instance { get; } = new();
    }
}
