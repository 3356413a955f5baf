using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Replies;

namespace MockLlm.Web.Writing;

/// <summary>How a stream ended.</summary>
/// <param name="End">Whole, abandoned or failed.</param>
/// <param name="Failure">What the source threw, where it failed.</param>
/// <param name="IsSettled">Whether the connection has been left as it is meant to be already.</param>
internal sealed record StreamResult(ReplyOutcome End, Exception? Failure = null, bool IsSettled = false)
{
    /// <summary>What struck the stream from outside and is yet to be done to its connection; null: nothing.</summary>
    public ReplyFault? Struck { get; init; }

    public static StreamResult Served { get; } = new(ReplyOutcome.Served);

    /// <summary>A fault ended it early.</summary>
    public static StreamResult Faulted { get; } = new(ReplyOutcome.Failed, IsSettled: true);

    public static StreamResult Abandoned { get; } = new(ReplyOutcome.Abandoned);
}
