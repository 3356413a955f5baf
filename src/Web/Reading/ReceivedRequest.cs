using MockLlm.Engine;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Json;

namespace MockLlm.Web.Reading;

/// <summary>A request whose head and body have been read. Its bytes are valid until it is disposed.</summary>
/// <param name="http">The request as ASP.NET Core has it.</param>
/// <param name="head">The request's head.</param>
/// <param name="snapshot">The configuration that the request arrived under.</param>
/// <param name="body">The body. It is empty if it could not be read.</param>
/// <param name="work">The work that the request may cause.</param>
/// <param name="refusal">Why the request is refused, or null if it may go on.</param>
/// <param name="parsed">The body's JSON if it has already been parsed, or null.</param>
internal sealed class ReceivedRequest(
    HttpContext http, RequestHead head, Snapshot snapshot, BodyBuffer body, RequestWork work, Func<ErrorWording, Problem>? refusal, ParsedBody? parsed = null) : IDisposable
{
    private ParsedBody? _parsed = parsed;

    public HttpContext Http => http;

    public RequestHead Head => head;

    public Snapshot Snapshot => snapshot;

    public ReadOnlyMemory<byte> Bytes => body.Bytes;

    /// <summary>The body if it is large, or null. Its memory is counted until it is disposed, which must be after the reply.</summary>
    public LargeBody? LargeBody => body.Large;

    /// <summary>The work that the request may cause. It is disposed after the reply.</summary>
    public RequestWork Work => work;

    public Func<ErrorWording, Problem>? Refusal => refusal;

    /// <summary>The body's JSON if <see cref="Parse"/> was called, or null.</summary>
    public ParsedBody? Parsed => _parsed;

    /// <summary>Reads the body as a form if an endpoint takes one.</summary>
    public ValueTask<FormReading> ReadForm(BoundEndpoint endpoint) =>
        endpoint.TakesForm ? FormParser.Read(http.Request.ContentType, Bytes) : default;

    /// <summary>Parses the body as JSON. Later calls return the same object.</summary>
    public ParsedBody Parse() => _parsed ??= ParsedBody.Of(Bytes, work);

    public void Dispose()
    {
        _parsed?.Dispose();
        body.Dispose();
    }
}
