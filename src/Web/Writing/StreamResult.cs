using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults;

namespace MockLlm.Web.Writing;

/// <summary>How a stream ended.</summary>
/// <param name="Outcome">Served, abandoned or failed.</param>
/// <param name="Failure">What the source threw, or null.</param>
/// <param name="IsSettled">Whether nothing more has to be done to the connection.</param>
internal sealed record StreamResult(ReplyOutcome Outcome, Exception? Failure = null, bool IsSettled = false)
{
    /// <summary>The live fault that ended the stream and still has to end its connection, or null.</summary>
    public LiveFault? EndedBy { get; init; }

    public static StreamResult Served { get; } = new(ReplyOutcome.Served);

    /// <summary>A fault ended it early, and the connection is closed as the fault says.</summary>
    public static StreamResult Faulted { get; } = new(ReplyOutcome.Failed, IsSettled: true);

    public static StreamResult Abandoned { get; } = new(ReplyOutcome.Abandoned);
}
