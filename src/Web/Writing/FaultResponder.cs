using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Pacing;
using MockLlm.Web.Hosting;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Reading;
using MockLlm.Web.Replies;

namespace MockLlm.Web.Writing;

/// <summary>Does to a request what a fault does instead of its handler.</summary>
/// <param name="http">The request.</param>
/// <param name="reading">The request as it was read.</param>
/// <param name="edge">The clock, the drain and the meters.</param>
/// <param name="start">The clock's timestamp from which all times count; later than now where the request is delayed.</param>
internal sealed class FaultResponder(HttpContext http, RequestReading reading, Edge edge, long start)
{
    // What is said of a model whose window is not known, of a provider of which none is.
    private const int UsualWindow = 128_000;

    private ProviderRuntime Seat => reading.Target.Seat;

    /// <param name="fault">What is done.</param>
    /// <param name="ids">The request's own source of ids.</param>
    /// <param name="limit">The limits that the provider's own errors tell of, though they charge nothing; null: there are none.</param>
    public async Task Send(InsteadOfHandler fault, Ids ids, LimitClaim? limit)
    {
        if (!await Wait(TimeSpan.Zero).ConfigureAwait(false))
        {
            http.Abort();
            return;
        }

        switch (fault)
        {
            case ErrorAnswer error:
                await Answer(wording => error.Problem(wording, Describe()), error.Finish, ids, limit).ConfigureAwait(false);
                break;
            case ForeignAnswer foreign:
                await Answer(wording => wording.Broken(), _ => foreign.Reply, ids, limit: null, isForeign: true).ConfigureAwait(false);
                break;
            case HangFault hang:
                await Hang(hang.For).ConfigureAwait(false);
                http.Abort();
                break;
            case ResetFault:
                http.Abort();
                break;
        }
    }

    private async Task Answer(Func<ErrorWording, Problem> problem, Func<Reply, Reply> finish, Ids ids, LimitClaim? limit, bool isForeign = false)
    {
        var made = await ErrorReplies.Of(Seat, problem, ids, limit).ConfigureAwait(false);
        await ReplySender.Write(http, Seat.Provider, made with { Reply = finish(made.Reply) }, edge, isForeign).ConfigureAwait(false);
    }

    private FaultedRequest Describe()
    {
        var models = reading.Snapshot.Models.Of(Seat.Provider.Name);
        var model = reading.Model is { } name ? models.Find(name) : null;
        var window = model?.ContextWindow ?? models.All.Select(listed => listed.ContextWindow).FirstOrDefault(known => known is not null) ?? UsualWindow;
        return new(Seat.Provider.Instance.ApiKey(reading.Head), model?.Name ?? reading.Model ?? "", window);
    }

    private async ValueTask Hang(TimeSpan? time)
    {
        if (time is { } limit)
        {
            await Wait(limit).ConfigureAwait(false);
            return;
        }

        await ConnectionCloser.Silence(http, edge).ConfigureAwait(false);
    }

    // False: the client left or the drain is over before the time has come.
    private ValueTask<bool> Wait(TimeSpan due) => AlarmWait.Until(edge.Time, start, due, () => [http.RequestAborted, edge.Drain.Over]);
}
