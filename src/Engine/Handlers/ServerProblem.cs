using System.Diagnostics;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Handlers;

/// <summary>Problems that the server reports for a provider, in neutral wording.</summary>
internal static class ServerProblem
{
    /// <summary>The server takes no new requests.</summary>
    public static Problem ShuttingDown { get; } = Problem.Of(ErrorKind.Overloaded, "The server is overloaded: it is shutting down.");

    /// <summary>The work of a request ended early.</summary>
    public static Func<ErrorWording, Problem> Of(WorkEndedException ended) => ended.End switch
    {
        WorkEnd.TimeOver => _ => HandlerTimeout(ended.Limit),
        WorkEnd.TooManyWaiting or WorkEnd.NoMemory => static wording => wording.Overloaded(),
        _ => throw new UnreachableException($"{ended.End} is not expected here."),
    };

    /// <summary>A handler took longer than <c>server.handler_timeout</c>.</summary>
    public static Problem HandlerTimeout(TimeSpan limit) =>
        Problem.Of(ErrorKind.Timeout, FormattableString.Invariant($"The provider did not answer within {limit.TotalSeconds:0.###} s."));
}
