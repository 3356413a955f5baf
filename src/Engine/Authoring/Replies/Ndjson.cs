using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>Writes newline-delimited JSON (NDJSON): one value per line, each line ended by LF.</summary>
public static class Ndjson
{
    /// <summary>The media type of the stream.</summary>
    public const string ContentType = "application/x-ndjson";

    /// <summary>Creates a frame with one line: an object as JSON with names in snake_case.</summary>
    /// <param name="value">Any object.</param>
    public static Frame Line(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var json = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), EngineJson.Options);
        return new((byte[])[.. json, (byte)'\n']);
    }
}
