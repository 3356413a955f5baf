using Akka.Actor;
using Microsoft.AspNetCore.Connections;
using MockLlm.Engine;
using MockLlm.Engine.Actors;
using MockLlm.Engine.Bodies;
using MockLlm.Engine.Chance;
using MockLlm.Engine.Configuration;
using MockLlm.Web.Hosting;
using MockLlm.Web.Routes;

namespace MockLlm.Web.Exchanges;

/// <summary>
/// One request to a provider and its answer, in the contract's order: read, authenticate, validate, look up the model; then the
/// provider's actor decides; then the handler runs and its reply is written.
/// </summary>
/// <param name="http">The request.</param>
/// <param name="candidates">Who may serve it, at least one; of several the request's model decides.</param>
/// <param name="edge">What every exchange needs.</param>
internal sealed class Exchange(HttpContext http, IReadOnlyList<ProviderPath> candidates, Edge edge)
{
    private readonly Snapshot _snapshot = edge.Snapshots.Current;
    private readonly long _arrival = edge.Time.GetTimestamp();
    private readonly RequestHead _head = Heads.Of(http);
    private ProviderPath _target = candidates[0];

    private ProviderSeat Seat => _target.Seat;

    private LlmProvider Provider => Seat.Provider.Instance;

    private ulong Seed => _snapshot.Seed ?? edge.DrawnSeed;

    public async Task Run()
    {
        if (!edge.Drain.TryEnter())
        {
            await Refuse(Problem.Of(ErrorKind.Overloaded, "The server is overloaded: it is shutting down."), key: 0).ConfigureAwait(false);
            return;
        }

        try
        {
            var (request, problem) = await Read().ConfigureAwait(false);
            await (problem is null ? Answer(request) : Refuse(problem, request.Key)).ConfigureAwait(false);
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

    private async ValueTask<(ValidRequest Request, Func<ErrorWording, Problem>? Problem)> Read()
    {
        try
        {
            using var body = await RequestBody.Read(http.Request, _snapshot.Server.MaxBody).ConfigureAwait(false);
            if (body is not { } read)
            {
                return (default, wording => wording.TooLarge(_snapshot.Server.MaxBody));
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

    private async ValueTask<(ValidRequest Request, Func<ErrorWording, Problem>? Problem)> Choose(ReadOnlyMemory<byte> bytes)
    {
        using var parsed = ParsedBody.Of(bytes);
        _target = SharedPaths.Choose(candidates, parsed.Model);
        _target.NameParameters(http);
        return await Check(bytes, parsed).ConfigureAwait(false);
    }

    private async ValueTask<(ValidRequest Request, Func<ErrorWording, Problem>? Problem)> Check(ReadOnlyMemory<byte> bytes, ParsedBody? parsed)
    {
        var key = RequestKey.Of(_head, bytes.Span);
        if (Seat.Ledger.IsDown || Seat.Threads is { IsFull: true })
        {
            return (new(key, null), _ => Problem.Of(ErrorKind.Overloaded, "The provider is overloaded. Try again later."));
        }

        var form = _target.Endpoint.TakesForm ? await FormBody.Read(http.Request.ContentType, bytes).ConfigureAwait(false) : default;
        var check = new RequestCheckRun(Seat, _target.Endpoint, _head, _snapshot, edge.HandlerTime);
        var (body, problem) = await check.Run(bytes, parsed, form).ConfigureAwait(false);
        return (new(key, body), problem is null ? null : _ => problem);
    }

    private async Task Answer(ValidRequest request)
    {
        await edge.Tokenizers.Ready.ConfigureAwait(false);
        var run = new HandlerRun(
            Seat,
            request.Key,
            mock => _target.Endpoint.Invoke(Provider, request.Body, mock),
            ordinal => new Mock(_head, _snapshot, Draws.Of(Seed, request.Key, ordinal), edge.Tokenizers, edge.Time, _arrival)
            {
                Provider = Seat.Provider.Name,
                End = () => http.RequestAborted,
                SettingsRecord = _snapshot.SettingsOf(Seat.Provider.Name) ?? Seat.Provider.DefaultSettings,
                Registry = _snapshot.Models.Of(Seat.Provider.Name),
            },
            _snapshot.Server.HandlerTimeout,
            edge.HandlerTime);
        switch (await run.Run().ConfigureAwait(false))
        {
            case Outcome.Done done:
                await Deliver(done.Handled, done.Mock).ConfigureAwait(false);
                break;
            case Outcome.Refused refused:
                await Refuse(refused.Problem, request.Key).ConfigureAwait(false);
                break;
        }
    }

    private async Task Deliver(Decision.Handled handled, Mock mock)
    {
        var delivery = new Delivery(http, Seat, edge, _arrival);
        var end = ReplyEnd.Failed;
        try
        {
            end = await delivery.Send(handled, mock).ConfigureAwait(false);
            if (end == ReplyEnd.Served)
            {
                edge.Meters.Tokens(Seat.Provider.Name).Add(mock.Used);
            }
        }
        finally
        {
            Seat.Actor.Tell(Protocol.Finished.Of(end), ActorRefs.NoSender);
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
        await Refuse(wording => wording.Broken(), key: 0).ConfigureAwait(false);
    }

    private Task Refuse(Problem problem, ulong key) => Refuse(_ => problem, key);

    private async Task Refuse(Func<ErrorWording, Problem> problem, ulong key)
    {
        var made = await Refusals.Of(Seat, problem, new Ids(Draws.Of(Seed, key, edge.NextRefusal()))).ConfigureAwait(false);
        await Delivery.Write(http, Seat.Provider, made, edge).ConfigureAwait(false);
    }

    private readonly record struct ValidRequest(ulong Key, object? Body);
}
