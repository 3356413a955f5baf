namespace MockLlm.Engine.Handlers;

/// <summary>Problems that the server reports for a provider, in neutral wording.</summary>
internal static class ServerProblem
{
    /// <summary>The server takes no new requests.</summary>
    public static Problem ShuttingDown { get; } = Problem.Of(ErrorKind.Overloaded, "The server is overloaded: it is shutting down.");

    /// <summary>A handler took longer than <c>server.handler_timeout</c>.</summary>
    public static Problem HandlerTimeout(TimeSpan limit) =>
        Problem.Of(ErrorKind.Timeout, FormattableString.Invariant($"The provider did not answer within {limit.TotalSeconds:0.###} s."));
}
