using System.Text;

namespace MockLlm.Engine.Media;

/// <summary>The content of a document in a request, as far as its tokens depend on it.</summary>
/// <param name="Pages">The number of pages of a PDF, at least 1. Zero means that the document is a text.</param>
/// <param name="Text">The text, or null if the document is not a text.</param>
internal readonly record struct DocumentContent(int Pages, string? Text)
{
    private const string Base64 = ";base64,";

    /// <summary>
    /// A document with unknown content, such as one that is given by its URL. The engine does not fetch it. It counts as one page.
    /// </summary>
    public static DocumentContent Unknown { get; } = new(1, null);

    /// <summary>Reads a document from a data URL or from base64 without a prefix.</summary>
    public static DocumentContent OfData(string? data)
    {
        if (data is null)
        {
            return Unknown;
        }

        var start = data.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? data.IndexOf(Base64, StringComparison.OrdinalIgnoreCase) : -1;
        var base64 = start < 0 ? data.AsSpan() : data.AsSpan(start + Base64.Length);
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(base64, bytes, out var length) ? Of(bytes.AsSpan(0, length)) : Unknown;
    }

    private static DocumentContent Of(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("%PDF-"u8))
        {
            return new(Math.Max(1, PagesOf(file)), null);
        }

        return System.Text.Unicode.Utf8.IsValid(file) ? new(0, Encoding.UTF8.GetString(file)) : Unknown;
    }

    // Counts page objects (ISO 32000-1, section 7.7.3.3). Those in compressed object streams are not found.
    private static int PagesOf(ReadOnlySpan<byte> file)
    {
        var pages = 0;
        for (var index = file.IndexOf("/Type"u8); index >= 0; index = file.IndexOf("/Type"u8))
        {
            file = file[(index + "/Type"u8.Length)..];
            var value = file.TrimStart(" \t\r\n"u8);
            pages += value.StartsWith("/Page"u8) && !value.StartsWith("/Pages"u8) ? 1 : 0;
        }

        return pages;
    }
}
