namespace MockLlm.Providers.OpenAi.Images;

/// <summary>The differences between the generations of image models (OpenAI API reference, "Create image").</summary>
/// <param name="Sizes">The sizes that a request can ask for, or null if any size is allowed.</param>
/// <param name="Qualities">The qualities that a request can ask for.</param>
/// <param name="MostImages">The most images of one request.</param>
/// <param name="IsGpt">Whether the model always sends base64 and usage. Otherwise it sends URLs, unless the request asks for base64.</param>
internal sealed record ImageFamily(IReadOnlyList<string>? Sizes, IReadOnlyList<string> Qualities, int MostImages, bool IsGpt)
{
    private static readonly ImageFamily DallE2 = new(["256x256", "512x512", "1024x1024"], ["standard", "auto"], 10, IsGpt: false);
    private static readonly ImageFamily DallE3 = new(["1024x1024", "1792x1024", "1024x1792"], ["standard", "hd", "auto"], 1, IsGpt: false);
    private static readonly ImageFamily FirstGpt = new(["1024x1024", "1024x1536", "1536x1024", "auto"], ["low", "medium", "high", "auto"], 10, IsGpt: true);
    private static readonly ImageFamily Gpt = new(null, ["low", "medium", "high", "xhigh", "max", "auto"], 10, IsGpt: true);

    /// <summary>Returns the generation of a model. An unknown model belongs to the newest one.</summary>
    public static ImageFamily Of(string model) => model switch
    {
        "dall-e-2" => DallE2,
        "dall-e-3" => DallE3,
        "gpt-image-1" or "gpt-image-1-mini" or "gpt-image-1.5" => FirstGpt,
        _ => Gpt,
    };

    /// <summary>Whether the answer shows the prompt that was used.</summary>
    public bool TellsRevisedPrompt => ReferenceEquals(this, DallE3);
}
