namespace MockLlm.Providers.OpenAi.Images;

/// <summary>The body of <c>POST /v1/images/generations</c> (OpenAI API reference, "Create image").</summary>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Count">The number of images.</param>
/// <param name="Size">The size. <c>auto</c> is a square.</param>
/// <param name="Quality">The quality as the answer shows it.</param>
/// <param name="AsBase64">Whether the answer contains the images. Otherwise it contains their URLs.</param>
/// <param name="Background">The background as the answer shows it.</param>
internal sealed record ImageRequest(
    string Model, string Prompt, int Count, ImageSize Size, string Quality, bool AsBase64, string Background) : IBody<ImageRequest>
{
    /// <summary>The name of a transparent background. Any other background is opaque.</summary>
    public const string Transparent = "transparent";

    // The model of a request that names none, as older clients expect.
    private const string Usual = "dall-e-2";
    private const int MostPartialImages = 3;
    private static readonly string[] ResponseFormats = ["url", "b64_json"];
    private static readonly string[] OutputFormats = ["png", "jpeg", "webp", "gif", "svg"];
    private static readonly string[] Styles = ["vivid", "natural"];
    private static readonly string[] Backgrounds = [Transparent, "opaque", "auto"];
    private static readonly string[] Moderations = ["low", "auto"];

    public ImageFamily Family => ImageFamily.Of(Model);

    /// <summary>Whether the images are streamed.</summary>
    public bool Stream { get; private init; }

    /// <summary>The number of partial images that a stream sends before each image.</summary>
    public int PartialImages { get; private init; }

    /// <summary>The reason why the request is refused, or null if it is valid.</summary>
    public Problem? Problem { get; private init; }

    public static ImageRequest Read(JsonFields fields)
    {
        var model = fields.Text("model") ?? Usual;
        var family = ImageFamily.Of(model);
        var format = fields.OneOf("response_format", ResponseFormats);
        var request = new ImageRequest(
            model,
            fields.RequiredText("prompt"),
            (int)(fields.Whole("n", 1, family.MostImages) ?? 1),
            ReadSize(fields, family),
            fields.OneOf("quality", family.Qualities) is { } quality and not "auto" ? quality : "high",
            family.IsGpt || format == "b64_json",
            fields.OneOf("background", Backgrounds) == Transparent ? Transparent : "opaque")
        {
            Stream = fields.Flag("stream") ?? false,
            PartialImages = (int)(fields.Whole("partial_images", 0, MostPartialImages) ?? 0),
            Problem = Refused(fields, family, format),
        };
        CheckTheRest(fields);
        return request;
    }

    private static ImageSize ReadSize(JsonFields fields, ImageFamily family)
    {
        var text = family.Sizes is { } sizes ? fields.OneOf("size", sizes) : fields.Text("size");
        if (text is null or "auto")
        {
            return ImageSize.Square;
        }

        if (ImageSize.Parse(text) is { } size && (family.Sizes is not null || size.IsFree))
        {
            return size;
        }

        fields.Note(BodyFlaw.UnknownValue, "size", "'1024x1024', '1024x1536', '1536x1024', 'auto'", $"'{text}'");
        return ImageSize.Square;
    }

    private static Problem? Refused(JsonFields fields, ImageFamily family, string? format) => family switch
    {
        { IsGpt: true } when format is not null => ImageWording.Unknown("response_format"),
        { IsGpt: true } when fields.Has("style") => ImageWording.Unknown("style"),
        { IsGpt: false } when fields.Flag("stream") == true => ImageWording.Unknown("stream"),
        _ => null,
    };

    private static void CheckTheRest(JsonFields fields)
    {
        fields.OneOf("output_format", OutputFormats);
        fields.OneOf("style", Styles);
        fields.OneOf("moderation", Moderations);
        fields.Whole("output_compression", 0, 100);
        fields.Text("user");
        fields.Text("safety_identifier");
    }
}
