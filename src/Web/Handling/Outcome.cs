using MockLlm.Engine;
using MockLlm.Engine.Admission;

namespace MockLlm.Web.Handling;

/// <summary>What became of a request's handler.</summary>
internal abstract record Outcome
{
    /// <summary>It came to its end.</summary>
    /// <param name="Handled">What it returned or threw; a plug-in's is a <see cref="PreparedReply"/> already.</param>
    /// <param name="Mock">What it was given.</param>
    public sealed record Done(Decision.Handled Handled, Mock Mock) : Outcome;

    /// <summary>There is no result.</summary>
    public sealed record Refused(Func<ErrorWording, Problem> Problem) : Outcome;

    /// <summary>The provider took longer than it may.</summary>
    public static Refused TooSlow(TimeSpan limit) => new(_ => Problem.Of(
        ErrorKind.Timeout, FormattableString.Invariant($"The provider did not answer within {limit.TotalSeconds:0.###} s.")));
}
