using System.Text.Json;
using Akka;
using Akka.Streams.Dsl;
using MockLlm.Engine.Work;

namespace MockLlm.Engine;

/// <summary>A reply to the client: a status, headers, and either a complete body or a stream of frames.</summary>
public sealed class Reply
{
    private static readonly IReadOnlyList<KeyValuePair<string, string>> NoHeaders = [];

    private readonly Source<Frame, NotUsed>? _frames;

    private Reply(int status, string? contentType, Source<Frame, NotUsed>? frames = null)
    {
        Status = status;
        ContentType = contentType;
        _frames = frames;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; private init; }

    /// <summary>The media type of the body, or null if there is no body.</summary>
    public string? ContentType { get; private init; }

    /// <summary>The other headers in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; private init; } = NoHeaders;

    /// <summary>The complete body. Empty for a stream.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>The stream, or null if the reply has a complete body. It starts when the response is written.</summary>
    public Source<Frame, NotUsed>? Frames => Paced?.Source ?? _frames;

    /// <summary>The stream if its frames can be taken one by one, or null.</summary>
    internal PacedStream? Paced { get; private init; }

    /// <summary>Whether the reply is a stream.</summary>
    internal bool IsStream => Paced is not null || _frames is not null;

    /// <summary>
    /// Creates the event for an error in this stream. Null means that <see cref="LlmProvider.ErrorEvent"/> of the provider creates it.
    /// </summary>
    internal Func<Problem, Frame>? ErrorEvent { get; private init; }

    /// <summary>Creates a reply with an object as JSON. Names are in snake_case, and null values are written.</summary>
    /// <param name="value">Any object.</param>
    /// <param name="status">The HTTP status.</param>
    public static Reply Json(object value, int status = 200)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Bytes("application/json", JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), EngineJson.Options), status);
    }

    /// <summary>
    /// Creates a reply with JSON that is written field by field, which gives control over the order of fields and over null values.
    /// </summary>
    /// <param name="state">The value that <paramref name="write"/> receives.</param>
    /// <param name="write">Writes the JSON. Pass a static method to avoid a closure.</param>
    /// <param name="status">The HTTP status.</param>
    /// <typeparam name="T">The type of <paramref name="state"/>.</typeparam>
    public static Reply Json<T>(T state, Action<Utf8JsonWriter, T> write, int status = 200) =>
        Bytes("application/json", JsonBytes.Write(state, write), status);

    /// <summary>Creates a reply with JSON whose size depends on what the client sent.</summary>
    /// <param name="state">The value that <paramref name="write"/> receives.</param>
    /// <param name="write">Writes the JSON.</param>
    /// <param name="work">The work of the request. A large reply counts there.</param>
    /// <exception cref="WorkEndedException">The work of the request ended, or there is no memory for the reply.</exception>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    internal static Reply Json<T>(T state, Action<Utf8JsonWriter, T> write, WorkBudget work) =>
        Bytes("application/json", JsonBytes.Write(state, write, work));

    /// <summary>Creates a reply with a complete body of any media type.</summary>
    /// <param name="contentType">The media type.</param>
    /// <param name="body">The bytes of the body.</param>
    /// <param name="status">The HTTP status.</param>
    public static Reply Bytes(string contentType, ReadOnlyMemory<byte> body, int status = 200) =>
        new(status, contentType) { Body = body };

    /// <summary>Creates a reply with a stream of any media type. The status is 200.</summary>
    /// <param name="contentType">The media type, such as <c>text/event-stream</c>.</param>
    /// <param name="frames">The events. Each is flushed when it is written.</param>
    public static Reply Stream(string contentType, Source<Frame, NotUsed> frames) => new(200, contentType, frames);

    /// <summary>Creates a reply with a stream whose frames can be taken one by one.</summary>
    /// <param name="contentType">The media type.</param>
    /// <param name="frames">The events.</param>
    /// <param name="errorEvent">Creates the event for an error, or null if the provider does.</param>
    internal static Reply Stream(string contentType, PacedStream frames, Func<Problem, Frame>? errorEvent = null) =>
        new(200, contentType) { Paced = frames, ErrorEvent = errorEvent };

    /// <summary>Creates a reply without a body.</summary>
    internal static Reply Empty(int status) => new(status, contentType: null);

    /// <summary>A copy of the reply with another status.</summary>
    internal Reply WithStatus(int status) => new(status, ContentType, _frames) { Body = Body, Paced = Paced, Headers = Headers, ErrorEvent = ErrorEvent };

    /// <summary>A copy of the reply with one more header.</summary>
    /// <param name="name">The name of the header.</param>
    /// <param name="value">The value of the header.</param>
    public Reply WithHeader(string name, string value) => WithHeaders([.. Headers, new(name, value)]);

    /// <summary>A copy of the reply with these headers instead of its own.</summary>
    /// <param name="headers">The headers in order.</param>
    public Reply WithHeaders(IReadOnlyList<KeyValuePair<string, string>> headers) =>
        new(Status, ContentType, _frames) { Body = Body, Paced = Paced, Headers = headers, ErrorEvent = ErrorEvent };
}
