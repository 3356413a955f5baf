namespace MockLlm.Engine.Actors;

/// <summary>What a provider actor decides for one request.</summary>
internal abstract record Decision
{
    /// <summary>The request may go on; it holds a slot until <see cref="Protocol.Finished"/>.</summary>
    /// <param name="Ordinal">How often the same request came before.</param>
    public sealed record Proceed(int Ordinal) : Decision
    {
        /// <summary>The first of its kind, which most are.</summary>
        public static Proceed First { get; } = new(0);
    }

    /// <summary>The handler ran in the actor; the request holds a slot as in <see cref="Proceed"/>.</summary>
    /// <param name="Result">What it returned.</param>
    /// <param name="Failure">What it threw instead, or null.</param>
    public sealed record Handled(object? Result, Exception? Failure) : Decision;

    /// <summary>The actor crashed over this request: it gets the provider's own 500.</summary>
    public sealed record Crashed : Decision
    {
        public static Crashed Instance { get; } = new();
    }
}
