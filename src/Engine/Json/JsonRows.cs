namespace MockLlm.Engine.Json;

/// <summary>Estimates how many rows a JSON text has in a document: values, names, and the starts and ends of arrays and objects.</summary>
internal static class JsonRows
{
    /// <summary>The most rows of a text. The commas, colons and brackets inside strings count, too.</summary>
    public static long Most(ReadOnlySpan<byte> utf8)
    {
        // Every value but the first of an array or object comes after a comma, and every name stands before a colon.
        var opened = (long)utf8.Count((byte)'{') + utf8.Count((byte)'[');
        return 1 + utf8.Count((byte)',') + utf8.Count((byte)':') + (2 * opened);
    }
}
