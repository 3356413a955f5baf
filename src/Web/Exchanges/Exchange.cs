using Akka.Actor;
using MockLlm.Engine;
using MockLlm.Engine.Actors;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Rules;
using MockLlm.Web.Hosting;
using MockLlm.Web.Routes;

namespace MockLlm.Web.Exchanges;

/// <summary>
/// One request to a provider and its answer, in the contract's order: it is read; the provider's actor decides; the handler runs and
/// its reply is written.
/// </summary>
/// <param name="http">The request.</param>
/// <param name="candidates">Who may serve it, at least one; of several the request's model decides.</param>
/// <param name="edge">What every exchange needs.</param>
internal sealed class Exchange(HttpContext http, IReadOnlyList<ProviderPath> candidates, Edge edge)
{
    private readonly long _arrival = edge.Time.GetTimestamp();
    private readonly RequestReading _reading = new(http, candidates, edge);
    private FaultNotes? _faults;
    private long _start;

    private ProviderSeat Seat => _reading.Target.Seat;

    private Snapshot Snapshot => _reading.Snapshot;

    private TimeSpan Limit => Snapshot.Server.HandlerTimeout;

    public async Task Run()
    {
        if (!edge.Drain.TryEnter())
        {
            await Refuse(_ => Problem.Of(ErrorKind.Overloaded, "The server is overloaded: it is shutting down."), default).ConfigureAwait(false);
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
        var (decision, hit) = await Entry.Ask(http, Seat, request, Limit, edge).ConfigureAwait(false);
        if (hit is not null)
        {
            Note(hit);
        }

        switch (decision)
        {
            case Decision.Faulted faulted:
                var ids = new Ids(_reading.Seed.Of(request.Key, faulted.Ordinal));
                await new FaultRun(http, _reading, edge, _start).Send(hit!.Instead!, ids, request.Limit).ConfigureAwait(false);
                break;
            case Decision.Proceed proceed:
                await Answer(request, proceed, hit?.OnCompletion).ConfigureAwait(false);
                break;
            case Decision.Overloaded:
                await Refuse(wording => wording.Overloaded(), request).ConfigureAwait(false);
                break;
            case Decision.Limited limited:
                await Refuse(wording => wording.RateLimited(limited.Refusal), request, limited.Refusal).ConfigureAwait(false);
                break;
            case Decision.Gone:
                GiveBack(request);
                http.Abort();
                break;
            case null:
                await Refuse(Outcome.TooSlow(Limit).Problem, request).ConfigureAwait(false);
                break;
            default:
                await Refuse(wording => wording.Broken(), request).ConfigureAwait(false);
                break;
        }

        _faults?.End();
    }

    // A fault may delay the request: then all its times count from later on.
    private void Note(FaultHit hit)
    {
        _start = _arrival + (long)(hit.Delay.TotalSeconds * edge.Time.TimestampFrequency);
        _faults = new(http, _reading, edge);
        _faults.Begin(hit);
    }

    private void Note(Mock mock)
    {
        if (mock.Chosen is { } rule && Snapshot.Reveal)
        {
            http.Response.Headers[RequestRule.HeaderName] = rule.Label;
        }

        if (mock.Mismatch is { } mismatch && edge.Mismatches.IsNew(mock.Chosen!.Label, mock.Asked!.Format!))
        {
            edge.Log.LogWarning("The JSON of rule {Rule} is not what the request's schema asks for: {Mismatch}", mock.Chosen.Label, mismatch);
        }

        if (edge.Log.IsEnabled(LogLevel.Debug) && mock.Explain() is { } explanation)
        {
            edge.Log.LogDebug("{Path} of provider {Provider} is answered by {Explanation}", _reading.Head.Path, Seat.Provider.Name, explanation);
        }
    }

    // Whatever happens, the slot is free afterwards.
    private async Task Answer(ReadRequest request, Decision.Proceed proceed, Fault? fault)
    {
        var faults = _faults is { OnReply.Count: > 0 } notes ? new ReplyFaults(Seat, edge, notes) : null;
        var end = ReplyEnd.Failed;
        var charge = request.Limit is { } limit ? new ReplyCharge(Seat.Ledger.Limits, limit) : null;
        try
        {
            var run = new HandlerRun(
                Seat,
                mock => Call(request, mock),
                () => MockFor(request, proceed, charge, fault?.Kind as CompletionFault, isRehearsed: faults is not null),
                Limit,
                edge.HandlerTime);
            switch (await run.Run().ConfigureAwait(false))
            {
                case Outcome.Done done:
                    Note(done.Mock);
                    Look(done);
                    end = await new Delivery(http, Seat, edge, _start, faults).Send(done.Handled, done.Mock).ConfigureAwait(false);
                    Look(done);
                    Count(end, done.Mock);
                    break;
                case Outcome.Refused refused:
                    charge?.Cancel();
                    await Refuse(refused.Problem, request).ConfigureAwait(false);
                    break;
            }
        }
        finally
        {
            Seat.Actor.Tell(Protocol.Finished.Of(end, request.Claim), ActorRefs.NoSender);
        }
    }

    private ValueTask<object?> Call(ReadRequest request, Mock mock)
    {
        var provider = Seat.Provider.Instance;
        return request is { IsMeasured: false, Body: { } body } && provider.Validate(body, mock) is { } problem
            ? new(problem)
            : _reading.Target.Endpoint.Invoke(provider, request.Body, mock);
    }

    // A completion that no reply was made of counts for nothing.
    private void Look(Outcome.Done done)
    {
        if (done.Handled.Failure is null && done.Mock.Charge?.Refusal is null)
        {
            _faults?.Look(done.Mock.Change);
        }
    }

    private Mock MockFor(ReadRequest request, Decision.Proceed proceed, ReplyCharge? charge, CompletionFault? fault, bool isRehearsed)
    {
        var draws = _reading.Seed.Of(request.Key, proceed.Ordinal);
        return new(_reading.Head, Snapshot, draws, edge.Tokenizers, edge.Time, _start)
        {
            Provider = Seat.Provider.Name,
            Vendor = Seat.Provider.Instance,
            Charge = charge,
            Fields = request.Fields,
            Cursors = Seat.Ledger.Cursors,
            Change = fault is null ? null : new(fault, Seat.Provider.Instance),
            Rehearsal = isRehearsed ? new() : null,
            End = () => http.RequestAborted,
            SettingsRecord = Snapshot.SettingsOf(Seat.Provider.Name) ?? Seat.Provider.DefaultSettings,
            Registry = Snapshot.Models.Of(Seat.Provider.Name),
            Timing = new(Snapshot.Lag, draws)
            {
                Layers = request.Latency?.Settings,
                Header = request.Asked,
                Start = proceed.GrantedAt is { } granted ? edge.Time.GetElapsedTime(_arrival, granted) : TimeSpan.Zero,
                Running = proceed.Running,
            },
        };
    }

    private void Count(ReplyEnd end, Mock mock)
    {
        if (end == ReplyEnd.Served)
        {
            edge.Meters.Tokens(Seat.Provider.Name).Add(mock.Used);
        }
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
    private void GiveBack(ReadRequest request)
    {
        if (request.Limit is { } limit)
        {
            Seat.Ledger.Limits.GiveBack(limit, LimitCost.OneRequest);
        }
    }

    private async Task Refuse(Func<ErrorWording, Problem> problem, ReadRequest request, LimitRefusal? refusal = null)
    {
        var made = await Refusals.Of(Seat, problem, NewIds(request.Key), request.Limit, refusal).ConfigureAwait(false);
        await Delivery.Write(http, Seat.Provider, made, edge).ConfigureAwait(false);
    }
}
