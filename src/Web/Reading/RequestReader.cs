using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using MockLlm.Engine;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Web.Reading;

/// <summary>The first step of a request: reads its head and its body. The size of the body is limited.</summary>
/// <param name="snapshots">The configuration in force.</param>
/// <param name="scopes">Finds the configuration of a request's scope.</param>
/// <param name="bodies">The memory for large bodies.</param>
/// <param name="handlerTime">The clock that limits how long the work of a request may take.</param>
/// <param name="heavy">Limits how many requests do heavy work at a time.</param>
internal sealed class RequestReader(Snapshots snapshots, RequestScopes scopes, BodyMemory bodies, TimeProvider handlerTime, HeavyWork heavy)
{
    /// <summary>Reads a request.</summary>
    /// <exception cref="ConnectionResetException">The client left.</exception>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public async ValueTask<ReceivedRequest> Read(HttpContext http)
    {
        var snapshot = snapshots.Current;
        try
        {
            var limit = bodies.Largest(snapshot.Server.MaxBody);
            var reading = await BodyBuffer.Read(http.Request, limit, bodies).ConfigureAwait(false);
            return reading.End switch
            {
                BodyEnd.Whole => Whole(http, snapshot, reading.Body),
                BodyEnd.TooLarge => TooLarge(http, snapshot, limit),
                BodyEnd.NoMemory => Refused(http, snapshot, static wording => wording.Overloaded()),
                BodyEnd.TooSlow => Refused(http, snapshot, static wording => wording.SlowBody()),
                _ => throw new UnreachableException(),
            };
        }
        catch (BadHttpRequestException broken)
        {
            return Refused(http, snapshot, broken.StatusCode == StatusCodes.Status408RequestTimeout
                ? static wording => wording.SlowBody()
                : _ => Problem.Of(ErrorKind.InvalidRequest, broken.Message));
        }
        catch (IOException broken) when (broken is not ConnectionResetException)
        {
            // Kestrel throws this for a chunk whose size is not a number.
            return Refused(http, snapshot, _ => Problem.Of(ErrorKind.InvalidRequest, broken.Message));
        }
    }

    /// <summary>Refuses a request without reading its body.</summary>
    public ReceivedRequest Refuse(HttpContext http, Problem problem) => Refused(http, snapshots.Current, _ => problem);

    private ReceivedRequest Whole(HttpContext http, Snapshot snapshot, BodyBuffer body)
    {
        var (head, work) = (RequestHeadFactory.Of(http), WorkOf(http, body.Bytes.Length));
        if (snapshot.ScopeFrom is null)
        {
            return new(http, head, scopes.For(head, snapshot), body, work, refusal: null);
        }

        ParsedBody? parsed = null;
        try
        {
            var scoped = scopes.For(head, snapshot, () => (parsed = ParsedBody.Of(body.Bytes, work)).Value);
            return new(http, head, scoped, body, work, refusal: null, parsed);
        }
        catch (WorkEndedException ended)
        {
            return new(http, head, snapshot, body, work, ServerProblem.Of(ended));
        }
    }

    private ReceivedRequest TooLarge(HttpContext http, Snapshot snapshot, long limit) =>
        Refused(http, snapshot, wording => wording.TooLarge(limit));

    private ReceivedRequest Refused(HttpContext http, Snapshot snapshot, Func<ErrorWording, Problem> refusal) =>
        Refused(http, RequestHeadFactory.Of(http), snapshot, refusal);

    private ReceivedRequest Refused(HttpContext http, RequestHead head, Snapshot snapshot, Func<ErrorWording, Problem> refusal) =>
        new(http, head, scopes.For(head, snapshot), default, WorkOf(http, size: 0), refusal);

    private RequestWork WorkOf(HttpContext http, int size) => new(http, handlerTime, heavy, size >= HeavyWork.BodySize, bodies);
}
