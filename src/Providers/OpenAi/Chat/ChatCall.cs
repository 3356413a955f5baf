using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>
/// Writes calls of tools, whole and in pieces (OpenAI API reference, "The chat completion object" and "The chat completion chunk
/// object").
/// </summary>
internal static class ChatCall
{
    /// <summary>Writes a call under <c>tool_calls</c>.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="index">The index of the call at its start in a stream, or null if the whole call is written.</param>
    /// <param name="id">The id of the call.</param>
    /// <param name="call">The call.</param>
    /// <param name="custom">Whether the tool takes free text.</param>
    public static void Write(Utf8JsonWriter json, int? index, string id, CompletionPart call, bool custom)
    {
        json.WriteStartObject();
        if (index is { } place)
        {
            json.WriteNumber("index"u8, place);
        }

        json.WriteString("id"u8, id);
        json.WriteString("type"u8, Kind(custom));
        json.WriteStartObject(Kind(custom));
        json.WriteString("name"u8, call.Tool);
        json.WriteString(Field(custom), index is null ? call.Text : "");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes a piece of the arguments of a call. <see cref="FrameTemplate.Gap"/> stands for the piece.</summary>
    public static void WritePiece(Utf8JsonWriter json, int index, bool custom)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteStartObject(Kind(custom));
        json.WriteString(Field(custom), FrameTemplate.Gap);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes a call as the older <c>function_call</c>.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">The name of the function, or null if it was sent before.</param>
    /// <param name="arguments">The arguments, or a piece of them.</param>
    public static void WriteOld(Utf8JsonWriter json, string? name, string arguments)
    {
        json.WriteStartObject("function_call"u8);
        if (name is not null)
        {
            json.WriteString("name"u8, name);
        }

        json.WriteString("arguments"u8, arguments);
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> Kind(bool custom) => custom ? "custom"u8 : "function"u8;

    private static ReadOnlySpan<byte> Field(bool custom) => custom ? "input"u8 : "arguments"u8;
}
