using MockLlm.Engine;
using MockLlm.Engine.Actors;
using MockLlm.Engine.Discovery;
using MockLlm.Engine.Faults.Replies;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Rules;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Exchanges;

/// <summary>Writes what a handler came to: at its time, whole or as a stream. The only code that writes a provider's response.</summary>
/// <param name="http">The request.</param>
/// <param name="seat">The provider.</param>
/// <param name="edge">The clock, the drain and the meters.</param>
/// <param name="arrival">The clock's timestamp from which all times count.</param>
/// <param name="faults">What goes wrong with the reply on purpose; null: nothing.</param>
internal sealed partial class Delivery(HttpContext http, ProviderSeat seat, Edge edge, long arrival, ReplyFaults? faults)
{
    /// <summary>Sends the reply to its end.</summary>
    /// <returns>How it ended.</returns>
    public async Task<ReplyEnd> Send(Decision.Handled handled, Mock mock)
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
            return ReplyEnd.Abandoned;
        }

        var end = ReplyEnd.Served;
        if (faults?.OnBody(made.Reply, edge.Time.GetElapsedTime(arrival)) is { } faulted)
        {
            end = await Write(made, faulted, mock).ConfigureAwait(false);
        }
        else
        {
            await Write(http, seat.Provider, made, edge).ConfigureAwait(false);
        }

        return failed ? ReplyEnd.Failed : end;
    }

    /// <summary>Writes a whole reply.</summary>
    public static async Task Write(HttpContext http, ProviderRegistration provider, MadeReply made, Edge edge)
    {
        var reply = made.Reply;
        ReplyHeaders.Write(http.Response, reply, provider, made.Id);
        edge.Meters.Answered(provider.Name, reply.Status);
        await http.Response.BodyWriter.WriteAsync(reply.Body).ConfigureAwait(false);
    }

    private async Task<ReplyEnd> Write(MadeReply made, FaultedReply faulted, Mock mock)
    {
        ReplyHeaders.Write(http.Response, made.Reply, seat.Provider, made.Id);
        http.Response.ContentLength = faulted.Length;
        edge.Meters.Answered(seat.Provider.Name, made.Reply.Status);
        var end = await new StreamRun(http, seat, edge, new(edge, arrival)).Run(faulted, mock, arrival).ConfigureAwait(false);
        await Settle(end).ConfigureAwait(false);
        return end.End;
    }

    private async ValueTask<(MadeReply Made, bool Failed)> Make(Decision.Handled handled, Mock mock)
    {
        try
        {
            if (handled.Failure is null)
            {
                return (handled.Result as MadeReply ?? MadeReply.Of(handled.Result, seat.Provider.Instance, mock), false);
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

    private ValueTask<MadeReply> Broken(Mock mock) => Refuse(wording => wording.Broken(), mock);

    private ValueTask<MadeReply> Refuse(Func<ErrorWording, Problem> problem, Mock mock)
    {
        mock.Charge?.Cancel();
        return Refusals.Of(seat, problem, mock.Ids, mock.Charge?.Claim);
    }

    // False: the client left or the drain is over before the time has come.
    private ValueTask<bool> Wait(TimeSpan due) =>
        AlarmWait.Until(edge.Time, arrival, due, () => [http.RequestAborted, edge.Drain.Over]);
}
