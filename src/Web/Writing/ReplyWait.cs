using MockLlm.Engine.Inference.Batching;
using MockLlm.Engine.Pacing;

namespace MockLlm.Web.Writing;

/// <summary>
/// Waits until a reply is due. All waits end early if the client leaves or the time for open replies is over, and then return false.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="drain">Cancelled when the time for open replies is over.</param>
internal sealed class ReplyWait(TimeProvider time, CancellationToken drain)
{
    /// <summary>Waits for the first token of a stream.</summary>
    public ValueTask<bool> UntilOpening(OutgoingReply reply) => reply.Context.Pacing.Batched is { IsUsed: true } batched
        ? UntilOpening(batched, reply.Http)
        : Until(reply.Context.Pacing.Opening, reply);

    /// <summary>Waits until a whole reply is due.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="due">When it is expected to be due. A batch can make it later.</param>
    public ValueTask<bool> UntilDue(OutgoingReply reply, TimeSpan due) => reply.Context.Pacing.Batched is { IsUsed: true } batched
        ? UntilEnd(batched, reply.Http)
        : Until(due, reply);

    private ValueTask<bool> Until(TimeSpan due, OutgoingReply reply) =>
        due <= time.GetElapsedTime(reply.Start) ? new(true) : Until(due, reply.Start, reply.Http);

    // These are methods of their own, so that a reply that is due at once allocates no closure.
    private ValueTask<bool> Until(TimeSpan due, long start, HttpContext http) => AlarmWait.Until(time, start, due, () => [http.RequestAborted, drain]);

    private ValueTask<bool> UntilOpening(BatchedReply batched, HttpContext http) => batched.UntilOpening(() => [http.RequestAborted, drain]);

    private ValueTask<bool> UntilEnd(BatchedReply batched, HttpContext http) => batched.UntilEnd(() => [http.RequestAborted, drain]);
}
