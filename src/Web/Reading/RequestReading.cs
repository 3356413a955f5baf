using Microsoft.AspNetCore.Connections;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Json;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Rules;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Reading;

/// <summary>The first part of an exchange: read, find the provider, authenticate, validate, look up the model.</summary>
/// <param name="http">The request.</param>
/// <param name="candidates">Who may serve it, at least one; of several the request's model decides.</param>
/// <param name="edge">What every exchange needs.</param>
internal sealed class RequestReading(HttpContext http, IReadOnlyList<ProviderPath> candidates, Edge edge)
{
    private ulong? _ownSeed;

    /// <summary>The configuration it arrived under.</summary>
    public Snapshot Snapshot { get; } = edge.Snapshots.Current;

    public RequestHead Head { get; } = RequestHeadFactory.Of(http);

    /// <summary>Who serves it; the first candidate until its model is known.</summary>
    public ProviderPath Target { get; private set; } = candidates[0];

    /// <summary>The model that it names, where faults want to know; null: none, or nobody asked.</summary>
    public string? Model { get; private set; }

    /// <summary>What its random choices are drawn from.</summary>
    public RandomSeed Seed => _ownSeed is { } own ? new(own, IsOwn: true) : new(Snapshot.Seed ?? edge.DrawnSeed);

    private ProviderRuntime Seat => Target.Seat;

    /// <returns>The request, and why it is refused or null.</returns>
    /// <exception cref="ConnectionResetException">The client left.</exception>
    public async ValueTask<(ReadRequest Request, Func<ErrorWording, Problem>? Problem)> Read()
    {
        try
        {
            using var body = await RequestBody.Read(http.Request, Snapshot.Server.MaxBody).ConfigureAwait(false);
            if (body is not { } read)
            {
                return (default, wording => wording.TooLarge(Snapshot.Server.MaxBody));
            }

            edge.Observer?.Read(http, Seat.Provider.Name, read.Bytes.Span);
            return candidates.Count == 1 ? await Check(read.Bytes, null).ConfigureAwait(false) : await Choose(read.Bytes).ConfigureAwait(false);
        }
        catch (BadHttpRequestException broken)
        {
            return (default, broken.StatusCode == StatusCodes.Status408RequestTimeout
                ? wording => wording.SlowBody()
                : _ => Problem.Of(ErrorKind.InvalidRequest, broken.Message));
        }
        catch (IOException broken) when (broken is not ConnectionResetException)
        {
            // Kestrel's word for a chunk whose size is no number at all.
            return (default, _ => Problem.Of(ErrorKind.InvalidRequest, broken.Message));
        }
    }

    private async ValueTask<(ReadRequest Request, Func<ErrorWording, Problem>? Problem)> Choose(ReadOnlyMemory<byte> bytes)
    {
        using var parsed = ParsedBody.Of(bytes);
        Target = SharedPaths.Choose(candidates, parsed.Model, Snapshot);
        Target.NameParameters(http);
        return await Check(bytes, parsed).ConfigureAwait(false);
    }

    private async ValueTask<(ReadRequest Request, Func<ErrorWording, Problem>? Problem)> Check(ReadOnlyMemory<byte> bytes, ParsedBody? parsed)
    {
        var key = RequestKey.Of(Head, bytes.Span);
        if (Seat.Ledger.IsDown || Seat.Threads is { IsFull: true })
        {
            return (new(key, null, null, null), wording => wording.Overloaded());
        }

        var form = Target.Endpoint.TakesForm ? await FormParser.Read(http.Request.ContentType, bytes).ConfigureAwait(false) : default;
        var own = Target.Endpoint.IsMetered ? RequestFault.Read(Head, Snapshot) : (null, null);
        var check = new RequestCheckRun(Seat, Target.Endpoint, Head, Snapshot, edge.HandlerTime, isFaulted: own.Fault is not null);
        var (found, problem) = await check.Run(bytes, parsed, form).ConfigureAwait(false);
        problem ??= ReadSeed() ?? (Target.Endpoint.IsMetered ? RequestRule.Check(Head, Snapshot) : null);
        var (asked, mistake) = problem is null && Target.Endpoint.IsMetered ? RequestLatency.Read(Head, Snapshot) : (null, problem);
        var (faults, unreadable) = mistake is null ? Faults(own, found.Conversation) : (null, mistake);
        var request = new ReadRequest(key, found.Body, found.Latency, asked) { Faults = faults, Limit = found.Limit, Fields = found.Fields };
        if (unreadable is null && request.IsMeasuredFirst)
        {
            unreadable = await Measure(check, request).ConfigureAwait(false);
            request = request with { IsMeasured = true };
        }

        return (request, unreadable is null ? null : _ => unreadable);
    }

    private async ValueTask<Problem?> Measure(RequestCheckRun check, ReadRequest request)
    {
        await edge.Tokenizers.Ready.ConfigureAwait(false);
        return await check.Measure(request.Body!, new(Head, Snapshot, Seed.Of(request.Key, ordinal: 0), edge.Tokenizers, edge.Time, edge.Time.GetTimestamp())
        {
            Registration = Seat.Provider,
        }).ConfigureAwait(false);
    }

    private Problem? ReadSeed()
    {
        (_ownSeed, var mistake) = RequestSeed.Read(Head, Snapshot);
        return mistake;
    }

    private (FaultQuery? Ask, Problem? Mistake) Faults((Fault? Fault, Problem? Mistake) asked, Conversation? conversation)
    {
        var (own, mistake) = asked;
        if (mistake is not null || (own is null && Snapshot.Faults.IsEmpty))
        {
            return (null, mistake);
        }

        var configured = Snapshot.Faults.For(MatchInput(conversation), Target.Endpoint.IsMetered);
        IReadOnlyList<Fault>? all = own is null ? configured : [own, .. configured ?? []];
        return (all is null ? null : new(all, Seed), null);
    }

    private MatchInput MatchInput(Conversation? conversation)
    {
        var provider = Seat.Provider.Name;
        var model = conversation?.Model;
        Model = model;
        return new(provider, model, model is null ? null : Snapshot.Models.Of(provider).Find(model)?.Name, conversation, Head);
    }
}
