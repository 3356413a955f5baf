using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Replies;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Web.Faults;
using MockLlm.Web.Hosting;
using MockLlm.Web.Replies;

namespace MockLlm.Web.Writing;

/// <summary>Writes what a handler came to: at its time, whole or as a stream. The only code that writes a provider's response.</summary>
/// <param name="http">The request.</param>
/// <param name="seat">The provider.</param>
/// <param name="edge">The clock, the drain and the meters.</param>
/// <param name="arrival">The clock's timestamp from which all times count.</param>
/// <param name="faults">What goes wrong with the reply on purpose; null: nothing.</param>
internal sealed partial class ReplySender(HttpContext http, ProviderRuntime seat, Edge edge, long arrival, ReplyFaults? faults)
{
    /// <summary>Sends the reply to its end.</summary>
    /// <returns>How it ended.</returns>
    public async Task<ReplyOutcome> Send(Decision.Handled handled, Mock mock)
    {
        var (made, failed) = await Make(handled, mock).ConfigureAwait(false);
        if (made.Reply.Frames is not null)
        {
            return await Stream(made, mock).ConfigureAwait(false);
        }

        if (!await Wait(IsPaced(made.Reply, mock) ? mock.Timing.End : TimeSpan.Zero).ConfigureAwait(false))
        {
            mock.Charge?.Abandon();
            http.Abort();
            return ReplyOutcome.Abandoned;
        }

        var end = ReplyOutcome.Served;
        if (faults?.OnBody(made.Reply, edge.Time.GetElapsedTime(arrival)) is { } faulted)
        {
            end = await Write(made, faulted, mock).ConfigureAwait(false);
        }
        else
        {
            await Write(http, seat.Provider, made, edge).ConfigureAwait(false);
        }

        return failed ? ReplyOutcome.Failed : end;
    }

    /// <summary>Writes a whole reply; a foreign one is not the provider's own.</summary>
    public static async Task Write(HttpContext http, ProviderRegistration provider, PreparedReply made, Edge edge, bool isForeign = false)
    {
        var reply = made.Reply;
        ReplyHeaders.Write(http.Response, reply, provider, made.Id, isForeign);
        edge.Meters.Answered(provider.Name, reply.Status);
        await http.Response.BodyWriter.WriteAsync(reply.Body).ConfigureAwait(false);
    }

    private async Task<ReplyOutcome> Write(PreparedReply made, FaultedReply faulted, Mock mock)
    {
        ReplyHeaders.Write(http.Response, made.Reply, seat.Provider, made.Id);
        http.Response.ContentLength = faulted.Length;
        edge.Meters.Answered(seat.Provider.Name, made.Reply.Status);
        var end = await new StreamSender(http, seat, edge, new(edge, arrival)).Run(faulted, mock, arrival).ConfigureAwait(false);
        await Settle(end).ConfigureAwait(false);
        return end.End;
    }

    private async ValueTask<(PreparedReply Made, bool Failed)> Make(Decision.Handled handled, Mock mock)
    {
        try
        {
            if (handled.Failure is null)
            {
                return (handled.Result as PreparedReply ?? PreparedReply.Of(handled.Result, seat.Provider.Instance, mock), false);
            }

            if (handled.Failure is ReplyRefusedException refused)
            {
                return (await Refuse(refused.Problem, mock).ConfigureAwait(false), false);
            }

            edge.Log.LogError(handled.Failure, "A handler of provider {Provider} threw", seat.Provider.Name);
        }
        catch (Exception failure)
        {
            edge.Log.LogError(failure, "What a handler of provider {Provider} returned cannot be written", seat.Provider.Name);
        }

        return (await Broken(mock).ConfigureAwait(false), true);
    }

    // A reply that does not fit its limits is refused at once.
    private static bool IsPaced(Reply reply, Mock mock) =>
        mock.Charge?.Refusal is null && (reply.Status < 400 || mock.Timing.Latest is not null);

    private ValueTask<PreparedReply> Broken(Mock mock) => Refuse(wording => wording.Broken(), mock);

    private ValueTask<PreparedReply> Refuse(Func<ErrorWording, Problem> problem, Mock mock)
    {
        mock.Charge?.Cancel();
        return ErrorReplies.Of(seat, problem, mock.Ids, mock.Charge?.Claim);
    }

    // False: the client left or the drain is over before the time has come.
    private ValueTask<bool> Wait(TimeSpan due) =>
        AlarmWait.Until(edge.Time, arrival, due, () => [http.RequestAborted, edge.Drain.Over]);
}
