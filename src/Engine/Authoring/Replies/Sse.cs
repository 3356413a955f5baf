using System.Text;
using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>Writes server-sent events (WHATWG HTML, section 9.2), with one space after each colon and LF at the end of each line.</summary>
public static class Sse
{
    /// <summary>The media type of the stream.</summary>
    public const string ContentType = "text/event-stream; charset=utf-8";

    /// <summary>The event that ends a stream in OpenAI's format: <c>data: [DONE]</c>.</summary>
    public static Frame Done { get; } = new("data: [DONE]\n\n"u8.ToArray()) { Role = FrameRole.Terminator };

    /// <summary>Creates an event without a type. Its data is an object as JSON with names in snake_case.</summary>
    /// <param name="data">Any object.</param>
    public static Frame Event(object data) => Frame(null, data);

    /// <summary>Creates an event with a type. Its data is an object as JSON with names in snake_case.</summary>
    /// <param name="name">The type of the event, written in its <c>event:</c> line.</param>
    /// <param name="data">Any object.</param>
    public static Frame Event(string name, object data)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Frame(name, data);
    }

    /// <summary>Encodes an event whose data is one line of JSON.</summary>
    /// <param name="name">The type of the event, written in its <c>event:</c> line, or null for an event without a type.</param>
    /// <param name="state">The value that <paramref name="write"/> receives.</param>
    /// <param name="write">Writes the JSON. Pass a static method to avoid a closure.</param>
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
