using System.Text;
using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>Writes server-sent events (WHATWG HTML, section 9.2) as every client reads them: one space after the colon, LF ends.</summary>
public static class Sse
{
    /// <summary>The media type of a stream of events.</summary>
    public const string ContentType = "text/event-stream; charset=utf-8";

    /// <summary>The event that ends a stream of OpenAI's kind: <c>data: [DONE]</c>.</summary>
    public static Frame Done { get; } = new("data: [DONE]\n\n"u8.ToArray()) { Role = FrameRole.Terminator };

    /// <summary>An event whose data is an object as JSON, names in snake_case.</summary>
    /// <param name="data">Any object.</param>
    public static Frame Event(object data) => Frame(null, data);

    /// <summary>An event of a type whose data is an object as JSON, names in snake_case.</summary>
    /// <param name="name">The event's type, written as its <c>event:</c> line.</param>
    /// <param name="data">Any object.</param>
    public static Frame Event(string name, object data)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Frame(name, data);
    }

    /// <summary>An event whose data is one line of JSON.</summary>
    /// <param name="name">The event's type, written as its <c>event:</c> line; null: none.</param>
    /// <param name="state">What is written.</param>
    /// <param name="write">Writes it; a static method needs no closure.</param>
    /// <typeparam name="T">The type of <paramref name="state"/>.</typeparam>
    public static byte[] Json<T>(string? name, T state, Action<Utf8JsonWriter, T> write)
    {
        var head = name is null ? "data: " : $"event: {name}\ndata: ";
        var json = JsonBytes.Write(state, write);
        var bytes = new byte[Encoding.UTF8.GetByteCount(head) + json.Length + 2];
        var start = Encoding.UTF8.GetBytes(head, bytes);
        json.CopyTo(bytes, start);
        bytes[^2] = bytes[^1] = (byte)'\n';
        return bytes;
    }

    private static Frame Frame(string? name, object data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(Json(name, data, static (json, value) => JsonSerializer.Serialize(json, value, value.GetType(), EngineJson.Options)), type: name);
    }
}
