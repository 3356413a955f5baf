namespace MockLlm.Providers.OpenAi.Images;

/// <summary>What the generations of image models differ in (OpenAI API reference, "Create image").</summary>
/// <param name="Sizes">The sizes that can be asked for; null: any that is free.</param>
/// <param name="Qualities">The qualities that can be asked for.</param>
/// <param name="MostImages">How many images one request makes at most.</param>
/// <param name="IsGpt">Whether it always sends base64 and usage; else it sends URLs unless asked otherwise.</param>
internal sealed record ImageFamily(IReadOnlyList<string>? Sizes, IReadOnlyList<string> Qualities, int MostImages, bool IsGpt)
{
    private static readonly ImageFamily DallE2 = new(["256x256", "512x512", "1024x1024"], ["standard", "auto"], 10, IsGpt: false);
    private static readonly ImageFamily DallE3 = new(["1024x1024", "1792x1024", "1024x1792"], ["standard", "hd", "auto"], 1, IsGpt: false);
    private static readonly ImageFamily FirstGpt = new(["1024x1024", "1024x1536", "1536x1024", "auto"], ["low", "medium", "high", "auto"], 10, IsGpt: true);
    private static readonly ImageFamily Gpt = new(null, ["low", "medium", "high", "xhigh", "max", "auto"], 10, IsGpt: true);

    /// <summary>A model of unknown name is of today's generation.</summary>
    public static ImageFamily Of(string model) => model switch
    {
        "dall-e-2" => DallE2,
        "dall-e-3" => DallE3,
        "gpt-image-1" or "gpt-image-1-mini" or "gpt-image-1.5" => FirstGpt,
        _ => Gpt,
    };

    /// <summary>Whether the prompt that was drawn after is told.</summary>
    public bool TellsRevisedPrompt => ReferenceEquals(this, DallE3);
}
