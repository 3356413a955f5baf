namespace MockLlm.Providers.OpenAi.Models;

/// <summary>
/// The chat models that the vendor's own clients name, the newest generation first. The limits are those of the vendor's model pages.
/// In a window of 400,000 tokens, 272,000 are for the prompt and the rest is for the answer. A limit or a day that is not known is null.
/// </summary>
internal static class OpenAiModels
{
    private const int Gpt5Prompt = 272_000;
    private const int Gpt5Answer = 128_000;

    public static IReadOnlyList<ModelInfo> Known { get; } =
    [
        Model("gpt-6.1-sol", null),
        Model("gpt-6.1-terra", null),
        Model("gpt-6-astra", null),
        Model("gpt-6-sol", null),
        Model("gpt-6-luna", null),
        Model("gpt-5.6-sol", null),
        Model("gpt-5.6-terra", null),
        Model("gpt-5.6-luna", null),
        Model("gpt-5.5", null, null, null, "gpt-5.5-2026-04-23"),
        Model("gpt-5.4", null),
        Model("gpt-5.4-mini", null, null, null, "gpt-5.4-mini-2026-03-17"),
        Model("gpt-5.4-nano", null, null, null, "gpt-5.4-nano-2026-03-17"),
        Model("gpt-5.2", null, Gpt5Prompt, Gpt5Answer, "gpt-5.2-2025-12-11"),
        Model("gpt-5.1", 1762800673, Gpt5Prompt, Gpt5Answer, "gpt-5.1-2025-11-13"),
        Model("gpt-5", 1754425777, Gpt5Prompt, Gpt5Answer, "gpt-5-2025-08-07"),
        Model("gpt-5-mini", 1754425928, Gpt5Prompt, Gpt5Answer, "gpt-5-mini-2025-08-07"),
        Model("gpt-5-nano", 1754426384, Gpt5Prompt, Gpt5Answer, "gpt-5-nano-2025-08-07"),
        Model("gpt-4.1", 1744316542, 1_047_576, 32_768, "gpt-4.1-2025-04-14"),
        Model("gpt-4.1-mini", 1744318173, 1_047_576, 32_768, "gpt-4.1-mini-2025-04-14"),
        Model("gpt-4.1-nano", 1744321707, 1_047_576, 32_768, "gpt-4.1-nano-2025-04-14"),
        Model("o4-mini", 1744225351, 200_000, 100_000, "o4-mini-2025-04-16"),
        Model("o3", 1744225308, 200_000, 100_000, "o3-2025-04-16"),
        Model("o3-mini", 1737146383, 200_000, 100_000, "o3-mini-2025-01-31"),
        Model("o1", 1734375816, 200_000, 100_000, "o1-2024-12-17"),
        Model("gpt-4o", 1715367049, 128_000, 16_384, "gpt-4o-2024-08-06", "gpt-4o-2024-11-20"),
        Model("gpt-4o-mini", 1721172741, 128_000, 16_384, "gpt-4o-mini-2024-07-18"),
        Model("gpt-4-turbo", 1712361441, 128_000, 4_096, "gpt-4-turbo-2024-04-09"),
        Model("gpt-4", 1687882411, 8_192, 8_192, "gpt-4-0613"),
        Model("gpt-3.5-turbo", 1677610602, 16_385, 4_096, "gpt-3.5-turbo-0125"),
    ];

    private static ModelInfo Model(string name, long? created, int? contextWindow = null, int? maxTokens = null, params string[] aliases) => new(name)
    {
        Created = created is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        ContextWindow = contextWindow,
        MaxTokens = maxTokens,
        Aliases = aliases,
    };
}
