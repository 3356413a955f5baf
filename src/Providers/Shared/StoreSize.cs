using System.Runtime.InteropServices;
using System.Text.Json;
using MockLlm.Engine.Json;

namespace MockLlm.Providers.Shared;

/// <summary>About the bytes that kept values take on the heap of a 64-bit process.</summary>
internal static class StoreSize
{
    /// <summary>About the bytes of a small object, with the reference to it.</summary>
    public const int Object = 72;

    // The header, the length and the end of a string, and the reference to it.
    private const int TextOverhead = 30;

    // The document, its two arrays, and the reference to it.
    private const int JsonOverhead = 176;
    private const int RowBytes = 12;

    // A store takes at most so much of the heap. There are several stores.
    private const int ShareOfHeap = 16;
    private const long MostBytes = 64L * 1024 * 1024;

    /// <summary>The most bytes of a store: a sixteenth of the heap limit, at most 64 MiB.</summary>
    public static long Most { get; } = Math.Min(MostBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfHeap);

    public static long Of(string? text) => text is null ? 0 : TextOverhead + (2L * text.Length);

    /// <summary>The bytes of a JSON value that has a document of its own.</summary>
    public static long Of(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? 0 : JsonOverhead + OfPart(json);

    /// <summary>The bytes that a JSON value takes in the document that it is part of.</summary>
    public static long OfPart(JsonElement json)
    {
        var text = JsonMarshal.GetRawUtf8Value(json);
        return text.Length + (RowBytes * JsonRows.Most(text));
    }
}
