namespace MockLlm.Engine;

/// <summary>What decides the pace of a completion: lag, or a model's latency.</summary>
internal abstract record CompletionPace
{
    /// <summary>No latency is configured, so lag sets the pace if it is on.</summary>
    public sealed record Lag : CompletionPace
    {
        public static Lag Instance { get; } = new();
    }
}
