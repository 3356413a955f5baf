using MockLlm.Engine.Media;
using MockLlm.Providers.OpenAi.Audio;

namespace MockLlm.Providers.OpenAi.Inputs;

/// <summary>Reads the images, sounds and files of a message, and counts their tokens.</summary>
internal static class MediaParts
{
    private const string DataUrl = "a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU=')";

    // 128 kbit/s, the usual rate of compressed speech.
    private const double UsualBytesPerSecond = 16_000;

    /// <param name="part">The content part.</param>
    /// <param name="type">The type of the part.</param>
    /// <returns>The tokens, or null if the part is a text or its type is not known.</returns>
    public static MediaPart? Read(JsonFields part, string? type) => type switch
    {
        "image_url" when part.Section("image_url") is { } image =>
            Image(image, "url", image.Text("detail")),
        "file" => new(MediaKind.Document) { Document = DocumentContent.OfData(part.Section("file")?.Text("file_data")) },
        "input_file" => new(MediaKind.Document) { Document = DocumentContent.OfData(part.Text("file_data")) },
        "input_audio" when part.Section("input_audio")?.Text("data") is { } data => new(MediaKind.Audio, Seconds: Seconds(data)),
        _ => null,
    };

    /// <summary>Reads the URL of an image. The live API takes only web addresses and images in base64.</summary>
    public static MediaPart Image(JsonFields fields, string name, string? detail)
    {
        var url = fields.Text(name) ?? "";
        if (url.EndsWith(";base64,", StringComparison.Ordinal))
        {
            fields.Note(BodyFlaw.WrongForm, name, DataUrl, "empty base64-encoded bytes");
        }
        else if (url.Length > 0 && !url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            fields.Note(BodyFlaw.WrongForm, name, DataUrl, "a value without the 'data:' prefix");
        }

        return new(MediaKind.Image, PixelSize.OfDataUrl(url), detail);
    }

    // The model gets an image of each page of a PDF (guide "File inputs"), and the text, which is not extracted here.
    public static int Tokens(MediaPart medium, string model, Mock mock) => medium switch
    {
        { Kind: MediaKind.Image } => ImageTokens.Of(model, medium.Size, medium.Detail),
        { Kind: MediaKind.Audio } => AudioUsage.AudioTokensOf(medium.Seconds),
        { Document.Text: { } text } => mock.CountTokens(text, model),
        _ => medium.Document.Pages * ImageTokens.Of(model, size: null, detail: null),
    };

    private static double Seconds(string base64)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            ? Wav.Seconds(bytes.AsSpan(0, length)) ?? length / UsualBytesPerSecond
            : 0;
    }
}
