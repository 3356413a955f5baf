namespace MockLlm.Engine.Media;

/// <summary>The kinds of content other than text.</summary>
internal enum MediaKind
{
    Image,
    Audio,
    Document,
}

/// <summary>An image, audio or a document in a message, with what its tokens depend on.</summary>
/// <param name="Kind">The kind of content.</param>
/// <param name="Size">The size of an image, or null if it is not known. An image that is given by its URL is not fetched.</param>
/// <param name="Detail">The level of detail for an image, as sent, or null if none was sent.</param>
/// <param name="Seconds">The duration of audio in seconds.</param>
internal sealed record MediaPart(MediaKind Kind, PixelSize? Size = null, string? Detail = null, double Seconds = 0)
{
    /// <summary>The content of a document.</summary>
    public DocumentContent Document { get; init; }
}
