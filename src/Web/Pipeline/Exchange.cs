using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Limits;
using MockLlm.Web.Admission;
using MockLlm.Web.Faults;
using MockLlm.Web.Handling;
using MockLlm.Web.Hosting;
using MockLlm.Web.Reading;
using MockLlm.Web.Replies;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Pipeline;

/// <summary>
/// One request to a provider and its answer, in the contract's order: it is read; the provider's actor decides; the handler runs and
/// its reply is written.
/// </summary>
/// <param name="http">The request.</param>
/// <param name="candidates">Who may serve it, at least one; of several the request's model decides.</param>
/// <param name="edge">What every exchange needs.</param>
internal sealed partial class Exchange(HttpContext http, IReadOnlyList<ProviderPath> candidates, Edge edge)
{
    private readonly long _arrival = edge.Time.GetTimestamp();
    private readonly RequestReading _reading = new(http, candidates, edge);
    private FaultReport? _faults;
    private long _start;

    private ProviderRuntime Seat => _reading.Target.Seat;

    private Snapshot Snapshot => _reading.Snapshot;

    private TimeSpan Limit => Snapshot.Server.HandlerTimeout;

    public async Task Run()
    {
        if (!edge.Drain.TryEnter())
        {
            await Refuse(static _ => Problem.Of(ErrorKind.Overloaded, "The server is overloaded: it is shutting down."), default).ConfigureAwait(false);
            return;
        }

        try
        {
            var (request, problem) = await _reading.Read().ConfigureAwait(false);
            await (problem is null ? Enter(request) : Refuse(problem, request)).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client left while it was sending: there is nobody to answer.
            http.Abort();
        }
        catch (Exception failure)
        {
            await Break(failure).ConfigureAwait(false);
        }
        finally
        {
            edge.Drain.Leave();
        }
    }

    private async Task Enter(ReadRequest request)
    {
        await edge.Tokenizers.Ready.ConfigureAwait(false);
        _start = _arrival;
        var (decision, hit) = await AdmissionClient.Ask(http, Seat, request, Limit, edge).ConfigureAwait(false);
        if (hit is not null)
        {
            Note(hit);
        }

        await Act(request, decision, hit).ConfigureAwait(false);
        _faults?.End();
    }

    private Task Act(ReadRequest request, Decision? decision, FiredFaults? hit) => decision switch
    {
        Decision.Proceed proceed => Answer(request, proceed, hit?.OnCompletion),
        Decision.Faulted faulted => Replace(request, faulted.Ordinal, hit!.Instead!),
        Decision.Limited limited => Refuse(request, limited.Refusal),
        Decision.Overloaded => Refuse(static wording => wording.Overloaded(), request),
        Decision.Gone => Leave(request),
        null => Refuse(Outcome.TooSlow(Limit).Problem, request),
        _ => Refuse(static wording => wording.Broken(), request),
    };

    private Task Replace(ReadRequest request, int ordinal, InsteadOfHandler fault) =>
        new FaultResponder(http, _reading, edge, _start).Send(fault, new(_reading.Seed.Of(request.Key, ordinal)), request.Limit);

    // A fault may delay the request: then all its times count from later on.
    private void Note(FiredFaults hit)
    {
        _start = _arrival + (long)(hit.Delay.TotalSeconds * edge.Time.TimestampFrequency);
        _faults = new(http, _reading, edge);
        _faults.Begin(hit);
    }

    // The provider's own code threw outside its handlers: while it looked at the request, or over a header it wants to send.
    private async Task Break(Exception failure)
    {
        edge.Log.LogError(failure, "Provider {Provider} failed", Seat.Provider.Name);
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        await Refuse(wording => wording.Broken(), default).ConfigureAwait(false);
    }

    private Ids NewIds(ulong key) => new(_reading.Seed.Of(key, edge.NextRefusal()));

    // The client left the queue before its turn came.
    private Task Leave(ReadRequest request)
    {
        if (request.Limit is { } limit)
        {
            Seat.Ledger.Limits.GiveBack(limit, LimitCost.OneRequest);
        }

        http.Abort();
        return Task.CompletedTask;
    }

    private Task Refuse(ReadRequest request, LimitRefusal refusal) => Refuse(wording => wording.RateLimited(refusal), request, refusal);

    private async Task Refuse(Func<ErrorWording, Problem> problem, ReadRequest request, LimitRefusal? refusal = null)
    {
        var made = await ErrorReplies.Of(Seat, problem, NewIds(request.Key), request.Limit, refusal).ConfigureAwait(false);
        await ReplySender.Write(http, Seat.Provider, made, edge).ConfigureAwait(false);
    }
}
