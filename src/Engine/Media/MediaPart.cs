namespace MockLlm.Engine.Media;

/// <summary>The kinds of content beside text.</summary>
internal enum MediaKind
{
    Image,
    Audio,
    Document,
}

/// <summary>An image, a sound or a document in a message: what its tokens are counted by.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">An image's size; null: it is not known, as of one that is elsewhere. Nothing is fetched.</param>
/// <param name="Detail">How closely an image is to be looked at, as sent; null: not said.</param>
/// <param name="Seconds">How long a sound plays.</param>
internal sealed record MediaPart(MediaKind Kind, PixelSize? Size = null, string? Detail = null, double Seconds = 0)
{
    /// <summary>What a document holds.</summary>
    public DocumentContent Document { get; init; }
}
