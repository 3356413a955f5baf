using Akka.Actor;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Limits;
using MockLlm.Web.Faults;
using MockLlm.Web.Handling;
using MockLlm.Web.Reading;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Pipeline;

// What follows once the actor has let a request in: the handler runs, and its reply is written.
internal sealed partial class Exchange
{
    // Whatever happens, the slot is free afterwards.
    private async Task Answer(ReadRequest request, Decision.Proceed proceed, Fault? fault)
    {
        var faults = _faults is { OnReply.Count: > 0 } notes ? new ReplyFaults(Seat, edge, notes) : null;
        var end = ReplyOutcome.Failed;
        var charge = request.Limit is { } limit ? new ReplyCharge(Seat.Ledger.Limits, limit) : null;
        try
        {
            var run = new HandlerRunner(
                Seat,
                mock => Call(request, mock),
                () => MockFor(request, proceed, charge, fault?.Kind as CompletionFault, isRehearsed: faults is not null),
                Limit,
                edge.HandlerTime);
            switch (await run.Run().ConfigureAwait(false))
            {
                case Outcome.Done done:
                    RuleReport.Note(http, Seat.Provider, done.Mock, Snapshot, edge);
                    Look(done);
                    end = await new ReplySender(http, Seat, edge, _start, faults).Send(done.Handled, done.Mock).ConfigureAwait(false);
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
            Registration = Seat.Provider,
            Vendor = Seat.Provider.Instance,
            Charge = charge,
            Fields = request.Fields,
            Cursors = Seat.Ledger.Cursors,
            Change = fault is null ? null : new(fault, Seat.Provider.Instance),
            DryRun = isRehearsed ? new() : null,
            End = () => http.RequestAborted,
            Timing = new(Snapshot.Lag, draws)
            {
                Layers = request.Latency?.Settings,
                Header = request.Asked,
                Start = proceed.GrantedAt is { } granted ? edge.Time.GetElapsedTime(_arrival, granted) : TimeSpan.Zero,
                Running = proceed.Running,
            },
        };
    }

    private void Count(ReplyOutcome end, Mock mock)
    {
        if (end == ReplyOutcome.Served)
        {
            edge.Meters.Tokens(Seat.Provider.Name).Add(mock.Used);
        }
    }
}
