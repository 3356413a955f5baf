using Microsoft.AspNetCore.Connections;
using MockLlm.Engine;
using MockLlm.Engine.Configuration;

namespace MockLlm.Web.Reading;

/// <summary>The first step of a request: reads its head and its body. The size of the body is limited.</summary>
/// <param name="snapshots">The configuration in force.</param>
internal sealed class RequestReader(Snapshots snapshots)
{
    /// <summary>Reads a request.</summary>
    /// <exception cref="ConnectionResetException">The client left.</exception>
    public async ValueTask<ReceivedRequest> Read(HttpContext http)
    {
        var snapshot = snapshots.Current;
        try
        {
            return await BodyBuffer.Read(http.Request, snapshot.Server.MaxBody).ConfigureAwait(false) is { } body
                ? new(http, RequestHeadFactory.Of(http), snapshot, body, refusal: null)
                : TooLarge(http, snapshot);
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

    private static ReceivedRequest TooLarge(HttpContext http, Snapshot snapshot) =>
        Refused(http, snapshot, wording => wording.TooLarge(snapshot.Server.MaxBody));

    private static ReceivedRequest Refused(HttpContext http, Snapshot snapshot, Func<ErrorWording, Problem> refusal) =>
        new(http, RequestHeadFactory.Of(http), snapshot, default, refusal);
}
