using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>Writes newline-delimited JSON: one value a line, each ended by LF.</summary>
public static class Ndjson
{
    /// <summary>The media type of a stream of lines.</summary>
    public const string ContentType = "application/x-ndjson";

    /// <summary>One line that holds an object as JSON, names in snake_case.</summary>
    /// <param name="value">Any object.</param>
    public static Frame Line(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var json = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), EngineJson.Options);
        return new((byte[])[.. json, (byte)'\n']);
    }
}
