namespace MockLlm.Engine.Faults.Kinds;

/// <summary>
/// A kind of fault. Each kind declares what it can do, so that no other code has to test for its type. A new kind is one file and one
/// line in <see cref="FaultKinds"/>.
/// </summary>
/// <param name="Name">The name as it is written under <c>kind</c>.</param>
internal abstract record FaultKind(string Name)
{
    /// <summary>Whether it applies to streams only.</summary>
    public virtual bool NeedsStream => false;

    /// <summary>Whether it can fire together with other faults. Of the faults that cannot, only the first fires.</summary>
    public virtual bool Combines => false;

    /// <summary>Whether it changes a completion. It then applies only on routes that return completions.</summary>
    public virtual bool ChangesCompletion => false;

    /// <summary>Whether it acts on a handler's reply. Whether it applies is then known only when there is a reply.</summary>
    public virtual bool ActsOnReply => false;

    /// <summary>Whether the configuration names a place in the reply for it.</summary>
    public virtual bool HasPosition => false;

    /// <summary>How much later everything is sent.</summary>
    public virtual TimeSpan Delay => TimeSpan.Zero;

    /// <summary>The provider's own error that it sends as an event of a stream, or null if it sends none.</summary>
    public virtual Func<ErrorWording, Problem>? ErrorEvent => null;

    /// <summary>What it does to a stream that is already open, or null if it cannot act on one.</summary>
    public virtual StreamAction? OnOpenStream => null;
}

/// <summary>A fault that replaces the handler. The request gets nothing else.</summary>
/// <param name="Name">The name as it is written under <c>kind</c>.</param>
internal abstract record HandlerFault(string Name) : FaultKind(Name)
{
    /// <summary>What the request gets.</summary>
    public abstract HandlerReplacement Replace(FaultedRequest request);
}

/// <summary>What a request gets instead of a handler's reply.</summary>
internal abstract record HandlerReplacement
{
    /// <summary>The provider's own error.</summary>
    /// <param name="Problem">The error in neutral words.</param>
    /// <param name="Finish">Changes the provider's answer, for instance its headers.</param>
    public sealed record ProviderError(Func<ErrorWording, Problem> Problem, Func<LlmProvider?, Reply, Reply> Finish) : HandlerReplacement;

    /// <summary>An answer that is not the provider's.</summary>
    public sealed record OtherAnswer(Reply Reply) : HandlerReplacement;

    /// <summary>Nothing is ever sent.</summary>
    /// <param name="For">The time after which the connection is reset, or null if it stays open until the client leaves.</param>
    public sealed record Silence(TimeSpan? For) : HandlerReplacement;

    /// <summary>The connection is reset before the status line.</summary>
    public sealed record Reset : HandlerReplacement;
}

/// <summary>A fault that answers with the provider's own error.</summary>
/// <param name="Name">The name as it is written under <c>kind</c>.</param>
/// <param name="RetryAfter">How long the client is told to wait, or null if it is told nothing.</param>
internal abstract record ErrorAnswer(string Name, TimeSpan? RetryAfter) : HandlerFault(Name)
{
    public sealed override HandlerReplacement Replace(FaultedRequest request) =>
        new HandlerReplacement.ProviderError(wording => Problem(wording, request), Finish);

    /// <summary>The error in neutral words.</summary>
    public abstract Problem Problem(ErrorWording wording, FaultedRequest request);

    /// <summary>Changes the provider's answer, for instance its headers.</summary>
    /// <param name="provider">The provider, or null if it took too long to answer.</param>
    /// <param name="reply">The answer.</param>
    public virtual Reply Finish(LlmProvider? provider, Reply reply) => RetryAfter is { } wait
        ? reply.WithHeaders([.. reply.Headers, .. provider?.RetryHeaders(wait) ?? LlmProvider.UsualRetryHeaders(wait)])
        : reply;

    /// <summary>The provider's error for a rate limit. It names the wait if the client is told one.</summary>
    protected Problem RateLimited(ErrorWording wording) => RetryAfter is { } wait ? wording.RateLimited(wait) : wording.RateLimited();
}

/// <summary>A fault that answers with something that is not the provider's, such as a proxy's page.</summary>
/// <param name="Name">The name as it is written under <c>kind</c>.</param>
internal abstract record ForeignAnswer(string Name) : HandlerFault(Name)
{
    public abstract Reply Reply { get; }

    public sealed override HandlerReplacement Replace(FaultedRequest request) => new HandlerReplacement.OtherAnswer(Reply);
}

/// <summary>The values that an error message may depend on.</summary>
/// <param name="ApiKey">The API key, or null if the client sent none.</param>
/// <param name="Model">The model's name. Empty if the request names none.</param>
/// <param name="Window">The model's context window in tokens.</param>
internal sealed record FaultedRequest(string? ApiKey, string Model, int Window);
