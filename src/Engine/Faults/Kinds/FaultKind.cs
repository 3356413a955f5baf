namespace MockLlm.Engine.Faults.Kinds;

/// <summary>
/// What goes wrong. A kind declares what it can do, so that nobody else asks for its type: a new kind is one file and one line in
/// <see cref="FaultKinds"/>.
/// </summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
internal abstract record FaultKind(string Name)
{
    /// <summary>Whether it can only go wrong with a stream.</summary>
    public virtual bool NeedsStream => false;

    /// <summary>Whether it can fire together with other faults. Of those that cannot, the first that fires wins.</summary>
    public virtual bool Combines => false;

    /// <summary>Whether it changes what a model says, so that it needs a route on which one speaks.</summary>
    public virtual bool ChangesCompletion => false;

    /// <summary>Whether it acts on the reply that a handler made, so that only the reply shows whether it applies.</summary>
    public virtual bool ActsOnReply => false;

    /// <summary>Whether a place in the reply was written for it.</summary>
    public virtual bool HasPosition => false;

    /// <summary>How much later everything leaves.</summary>
    public virtual TimeSpan Delay => TimeSpan.Zero;

    /// <summary>The provider's own error that it sends as an event of a stream, or null if it sends none.</summary>
    public virtual Func<ErrorWording, Problem>? ErrorEvent => null;

    /// <summary>What it does to a stream that is open, or null if it cannot act on one.</summary>
    public virtual StreamAction? OnOpenStream => null;
}

/// <summary>Replaces the handler: the request gets nothing else.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
internal abstract record HandlerFault(string Name) : FaultKind(Name)
{
    /// <summary>What happens to a request.</summary>
    public abstract HandlerReplacement Replace(FaultedRequest request);
}

/// <summary>What a request gets instead of its handler's reply.</summary>
internal abstract record HandlerReplacement
{
    /// <summary>The provider's own error.</summary>
    /// <param name="Problem">The error in neutral words.</param>
    /// <param name="Finish">What else is changed of the provider's answer.</param>
    public sealed record ProviderError(Func<ErrorWording, Problem> Problem, Func<Reply, Reply> Finish) : HandlerReplacement;

    /// <summary>An answer that is not the provider's.</summary>
    public sealed record OtherAnswer(Reply Reply) : HandlerReplacement;

    /// <summary>Nothing is ever sent.</summary>
    /// <param name="For">After which the connection is reset, or null if it stays open until the client leaves.</param>
    public sealed record Silence(TimeSpan? For) : HandlerReplacement;

    /// <summary>The connection is reset before the status line.</summary>
    public sealed record Reset : HandlerReplacement;
}

/// <summary>Is answered by the provider's own error.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
/// <param name="RetryAfter">What the client is told to wait; null: it is told nothing.</param>
internal abstract record ErrorAnswer(string Name, TimeSpan? RetryAfter) : HandlerFault(Name)
{
    public sealed override HandlerReplacement Replace(FaultedRequest request) =>
        new HandlerReplacement.ProviderError(wording => Problem(wording, request), Finish);

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
internal abstract record ForeignAnswer(string Name) : HandlerFault(Name)
{
    public abstract Reply Reply { get; }

    public sealed override HandlerReplacement Replace(FaultedRequest request) => new HandlerReplacement.OtherAnswer(Reply);
}

/// <summary>What an error's words may depend on.</summary>
/// <param name="ApiKey">The key that was sent; null: none.</param>
/// <param name="Model">The model's name; empty: none is named.</param>
/// <param name="Window">The most tokens that the model takes.</param>
internal sealed record FaultedRequest(string? ApiKey, string Model, int Window);
