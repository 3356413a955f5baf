using Akka.Actor;
using Microsoft.AspNetCore.Connections;
using MockLlm.Engine;
using MockLlm.Engine.Actors;
using MockLlm.Engine.Chance;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Discovery;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Exchanges;

/// <summary>
/// One request to a provider and its answer, in the contract's order: read, authenticate, validate, look up the model; then the
/// provider's actor decides; then the handler runs and its reply is written.
/// </summary>
internal sealed class Exchange(HttpContext http, ProviderSeat seat, BoundEndpoint endpoint, Edge edge)
{
    private readonly Snapshot _snapshot = edge.Snapshots.Current;
    private readonly long _arrival = edge.Time.GetTimestamp();
    private readonly RequestHead _head = Heads.Of(http);

    private LlmProvider Provider => seat.Provider.Instance;

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

    private async ValueTask<(ValidRequest Request, Problem? Problem)> Read()
    {
        try
        {
            using var body = await RequestBody.Read(http.Request, _snapshot.Server.MaxBody).ConfigureAwait(false);
            if (body is not { } read)
            {
                return (default, Provider.Wording.TooLarge(_snapshot.Server.MaxBody));
            }

            edge.Observer?.Read(http, seat.Provider.Name, read.Bytes.Span);
            var form = endpoint.TakesForm ? await FormBody.Read(http.Request.ContentType, read.Bytes).ConfigureAwait(false) : default;
            var problem = RequestCheck.Read(_head, read.Bytes, seat.Provider, endpoint, _snapshot, out var request, form);
            return (new ValidRequest(RequestKey.Of(_head, read.Bytes.Span), request), problem);
        }
        catch (BadHttpRequestException broken)
        {
            return (default, broken.StatusCode == StatusCodes.Status408RequestTimeout
                ? Provider.Wording.SlowBody()
                : Problem.Of(ErrorKind.InvalidRequest, broken.Message));
        }
        catch (IOException broken) when (broken is not ConnectionResetException)
        {
            // Kestrel's word for a chunk whose size is no number at all.
            return (default, Problem.Of(ErrorKind.InvalidRequest, broken.Message));
        }
    }

    private async Task Answer(ValidRequest request)
    {
        await edge.Tokenizers.Ready.ConfigureAwait(false);
        var answer = new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously);
        Mock? mock = null;
        seat.Actor.Tell(new Protocol.Handle(request.Key, seat.Provider.Concurrent ? null : Work, answer), ActorRefs.NoSender);
        switch (await answer.Task.ConfigureAwait(false))
        {
            case Decision.Proceed proceed:
                await Deliver(await Handle(proceed.Ordinal).ConfigureAwait(false), mock!).ConfigureAwait(false);
                break;
            case Decision.Handled handled:
                await Deliver(handled, mock!).ConfigureAwait(false);
                break;
            default:
                await Refuse(Provider.Wording.Broken(), request.Key).ConfigureAwait(false);
                break;
        }

        ValueTask<object?> Work(int ordinal)
        {
            mock = new Mock(_head, _snapshot, Draws.Of(Seed, request.Key, ordinal), edge.Tokenizers, edge.Time, _arrival)
            {
                RequestEnd = http.RequestAborted,
                SettingsRecord = _snapshot.SettingsOf(seat.Provider.Name) ?? seat.Provider.DefaultSettings,
                Registry = _snapshot.Models.Of(seat.Provider.Name),
            };
            return endpoint.Invoke(Provider, request.Body, mock);
        }

        async ValueTask<Decision.Handled> Handle(int ordinal)
        {
            try
            {
                return new(await Work(ordinal).ConfigureAwait(false), Failure: null);
            }
            catch (Exception failure)
            {
                return new(Result: null, failure);
            }
        }
    }

    private async Task Deliver(Decision.Handled handled, Mock mock)
    {
        var delivery = new Delivery(http, seat, edge, _arrival);
        var end = ReplyEnd.Failed;
        try
        {
            end = await delivery.Send(handled, mock).ConfigureAwait(false);
        }
        finally
        {
            seat.Actor.Tell(Protocol.Finished.Of(end), ActorRefs.NoSender);
        }
    }

    // The provider's own code threw outside its handlers: while it looked at the request, or over a header it wants to send.
    private async Task Break(Exception failure)
    {
        edge.Log.LogError(failure, "Provider {Provider} failed", seat.Provider.Name);
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        await Refuse(Provider.Wording.Broken(), key: 0).ConfigureAwait(false);
    }

    private Task Refuse(Problem problem, ulong key)
    {
        var id = Provider.NewRequestId(new Ids(Draws.Of(Seed, key, edge.NextRefusal())));
        return Delivery.Write(http, seat.Provider, Provider.Error(problem with { RequestId = id }), id, edge);
    }

    private readonly record struct ValidRequest(ulong Key, object? Body);
}
