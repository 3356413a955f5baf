using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>One event of the stream of a message. Its name is on the event line and, as <c>type</c>, in the data.</summary>
internal static class MessageEvent
{
    public static Frame Ping(TimeSpan due) => Of("ping", due, 0, static (_, _) => { });

    /// <param name="name">The type of the event.</param>
    /// <param name="due">The time at which it is sent.</param>
    /// <param name="state">The state that is written.</param>
    /// <param name="write">Writes the fields after the type.</param>
    public static Frame Of<T>(string name, TimeSpan due, T state, Action<Utf8JsonWriter, T> write) => new(Bytes(name, state, write), due, name);

    public static byte[] Bytes<T>(string name, T state, Action<Utf8JsonWriter, T> write) =>
        Sse.Json(name, (name, state, write), static (json, data) =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, data.name);
            data.write(json, data.state);
            json.WriteEndObject();
        });
}
