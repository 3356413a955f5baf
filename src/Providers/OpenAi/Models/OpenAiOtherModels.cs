namespace MockLlm.Providers.OpenAi.Models;

/// <summary>
/// The models that do not chat: those of text completions, embeddings, moderations, images and audio. A limit or a day that is not known
/// is null.
/// </summary>
internal static class OpenAiOtherModels
{
    private const int EmbeddingWindow = 8192;

    public static IReadOnlyList<ModelInfo> Known { get; } =
    [
        Model("gpt-3.5-turbo-instruct", 1692901427, 4096),
        Model("davinci-002", 1692634301, 16_384),
        Model("babbage-002", 1692634615, 16_384),
        Model("text-embedding-3-large", 1705953180, EmbeddingWindow),
        Model("text-embedding-3-small", 1705948997, EmbeddingWindow),
        Model("text-embedding-ada-002", 1671217299, EmbeddingWindow),
        Model("omni-moderation-latest", 1731689265, null, "omni-moderation-2024-09-26"),
        Model("text-moderation-latest", null, null, "text-moderation-stable"),
        Model("gpt-image-2.6-sunburst", null),
        Model("gpt-image-2.6-flare", null),
        Model("gpt-image-2.5-sunburst", null, null, "gpt-image-2.5-sunburst-2026-09-08"),
        Model("gpt-image-2.5-flare", null, null, "gpt-image-2.5-flare-2026-09-08"),
        Model("gpt-image-2", null, null, "gpt-image-2-2026-04-21"),
        Model("gpt-image-1.5", null),
        Model("gpt-image-1-mini", null),
        Model("gpt-image-1", 1745517030),
        Model("dall-e-3", 1698785189),
        Model("dall-e-2", 1698798177),
        Model("gpt-4o-mini-tts", 1742403959, null, "gpt-4o-mini-tts-2025-12-15"),
        Model("tts-1-hd", 1699046015),
        Model("tts-1", 1681940951),
        Model("gpt-4o-transcribe", 1742068463),
        Model("gpt-4o-mini-transcribe", 1742068596),
        Model("gpt-4o-transcribe-diarize", null),
        Model("whisper-1", 1677532384),
    ];

    private static ModelInfo Model(string name, long? created, int? contextWindow = null, params string[] aliases) => new(name)
    {
        Created = created is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        ContextWindow = contextWindow,
        Aliases = aliases,
    };
}
