using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>One event of a message's stream: its name stands in the event's line and, as <c>type</c>, in its data.</summary>
internal static class MessageEvent
{
    public static Frame Ping(TimeSpan due) => Of("ping", due, 0, static (_, _) => { });

    /// <param name="name">The event's type.</param>
    /// <param name="due">When it leaves.</param>
    /// <param name="state">What is written.</param>
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
