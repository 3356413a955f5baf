using System.Text.Json;
using Akka;
using Akka.Streams.Dsl;

namespace MockLlm.Engine;

/// <summary>What goes back to the client: a status, headers, and either a whole body or a stream of frames.</summary>
public sealed class Reply
{
    private static readonly IReadOnlyList<KeyValuePair<string, string>> NoHeaders = [];

    private Reply(int status, string? contentType)
    {
        Status = status;
        ContentType = contentType;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; private init; }

    /// <summary>The body's media type; null where there is no body.</summary>
    public string? ContentType { get; private init; }

    /// <summary>Further headers, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; private init; } = NoHeaders;

    /// <summary>The whole body; empty for a stream.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>The stream, or null for a whole body. It is a value: it runs where the response is written.</summary>
    public Source<Frame, NotUsed>? Frames { get; private init; }

    /// <summary>Says an error inside of this very stream; null: as its provider does in any.</summary>
    internal Func<Problem, Frame>? ErrorEvent { get; private init; }

    /// <summary>A JSON body: names in snake_case, nulls written.</summary>
    /// <param name="value">Any object.</param>
    /// <param name="status">The HTTP status.</param>
    public static Reply Json(object value, int status = 200)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Bytes("application/json", JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), EngineJson.Options), status);
    }

    /// <summary>A JSON body written by hand, field by field: the way to write what a vendor writes, nulls and order included.</summary>
    /// <param name="state">What is written.</param>
    /// <param name="write">Writes it; a static method needs no closure.</param>
    /// <param name="status">The HTTP status.</param>
    /// <typeparam name="T">The type of <paramref name="state"/>.</typeparam>
    public static Reply Json<T>(T state, Action<Utf8JsonWriter, T> write, int status = 200) =>
        Bytes("application/json", JsonBytes.Write(state, write), status);

    /// <summary>A whole body of any type.</summary>
    /// <param name="contentType">Its media type.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="status">The HTTP status.</param>
    public static Reply Bytes(string contentType, ReadOnlyMemory<byte> body, int status = 200) =>
        new(status, contentType) { Body = body };

    /// <summary>A stream of any content type.</summary>
    /// <param name="contentType">Its media type, such as <c>text/event-stream</c>.</param>
    /// <param name="frames">The events; each is flushed by itself.</param>
    public static Reply Stream(string contentType, Source<Frame, NotUsed> frames) => new(200, contentType) { Frames = frames };

    /// <summary>A stream that says errors in a way of its own.</summary>
    internal static Reply Stream(string contentType, Source<Frame, NotUsed> frames, Func<Problem, Frame> errorEvent) =>
        new(200, contentType) { Frames = frames, ErrorEvent = errorEvent };

    /// <summary>A reply without a body.</summary>
    internal static Reply Empty(int status) => new(status, contentType: null);

    /// <summary>The same reply with another status.</summary>
    internal Reply WithStatus(int status) => new(status, ContentType) { Body = Body, Frames = Frames, Headers = Headers, ErrorEvent = ErrorEvent };

    /// <summary>The same reply with one header more.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    public Reply WithHeader(string name, string value) => WithHeaders([.. Headers, new(name, value)]);

    /// <summary>The same reply with these headers instead of its own.</summary>
    /// <param name="headers">The headers, in order.</param>
    public Reply WithHeaders(IReadOnlyList<KeyValuePair<string, string>> headers) =>
        new(Status, ContentType) { Body = Body, Frames = Frames, Headers = headers, ErrorEvent = ErrorEvent };
}
