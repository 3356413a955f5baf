namespace MockLlm.Engine.Faults.Kinds;

/// <summary>What goes wrong.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
internal abstract record FaultKind(string Name)
{
    /// <summary>Whether it can only go wrong with a stream.</summary>
    public virtual bool NeedsStream => false;

    /// <summary>Whether it goes with others: it wins over none of them, and none wins over it.</summary>
    public virtual bool Combines => false;
}

/// <summary>Goes wrong instead of the handler: the request gets nothing else.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
internal abstract record InsteadOfHandler(string Name) : FaultKind(Name);

/// <summary>Is answered by the provider's own error.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
/// <param name="RetryAfter">What the client is told to wait; null: it is told nothing.</param>
internal abstract record ErrorAnswer(string Name, TimeSpan? RetryAfter) : InsteadOfHandler(Name)
{
    /// <summary>The error in neutral words.</summary>
    public abstract Problem Problem(ErrorWording wording, FaultedRequest request);

    /// <summary>What else is changed of the provider's answer.</summary>
    public virtual Reply Finish(Reply reply) =>
        RetryAfter is { } wait ? reply.WithHeader("retry-after", Seconds(wait)).WithHeader("retry-after-ms", Milliseconds(wait)) : reply;

    private static string Seconds(TimeSpan wait) => FormattableString.Invariant($"{(long)Math.Ceiling(wait.TotalSeconds)}");

    private static string Milliseconds(TimeSpan wait) => FormattableString.Invariant($"{(long)Math.Ceiling(wait.TotalMilliseconds)}");
}

/// <summary>Is answered by something that is not the provider's.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
internal abstract record ForeignAnswer(string Name) : InsteadOfHandler(Name)
{
    public abstract Reply Reply { get; }
}

/// <summary>What an error's words may depend on.</summary>
/// <param name="ApiKey">The key that was sent; null: none.</param>
/// <param name="Model">The model's name; empty: none is named.</param>
/// <param name="Window">The most tokens that the model takes.</param>
internal sealed record FaultedRequest(string? ApiKey, string Model, int Window);
