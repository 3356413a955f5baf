using System.Globalization;

namespace MockLlm.Providers.Anthropic.Models;

/// <summary>
/// The models that the vendor's own clients name, the newest first. A model whose day is not known comes before the older
/// generations. The limits are those of the vendor's model pages. A limit or a day that is not known is null.
/// </summary>
internal static class AnthropicModels
{
    private const int Million = 1_000_000;
    private const int Large = 128_000;

    public static IReadOnlyList<ModelInfo> Known { get; } =
    [
        Model("claude-haiku-5-5", "Claude Haiku 5.5", "2026-10-07T18:00:00Z", Million, Large),
        Model("claude-sonnet-5-5", "Claude Sonnet 5.5", "2026-09-28T00:00:00Z", Million, Large),
        Model("claude-opus-5-5", "Claude Opus 5.5", "2026-09-21T16:24:00Z", Million, Large),
        Model("claude-opus-5", "Claude Opus 5", "2026-07-24T00:00:00Z", Million, Large),
        Model("claude-fable-5-2", "Claude Fable 5.2", null, Million, Large),
        Model("claude-mythos-5-2", "Claude Mythos 5.2", null),
        Model("claude-fable-5-1", "Claude Fable 5.1", null, Million, Large),
        Model("claude-mythos-5-1", "Claude Mythos 5.1", null),
        Model("claude-sonnet-5", "Claude Sonnet 5", null, Million, Large),
        Model("claude-fable-5", "Claude Fable 5", null, Million, Large),
        Model("claude-mythos-5", "Claude Mythos 5", null),
        Model("claude-mythos-preview", "Claude Mythos Preview", null),
        Model("claude-opus-4-8", "Claude Opus 4.8", "2026-05-28T00:00:00Z", Million, Large),
        Model("claude-opus-4-7", "Claude Opus 4.7", null, Million, Large),
        Model("claude-sonnet-4-6", "Claude Sonnet 4.6", "2026-02-17T00:00:00Z", Million, Large),
        Model("claude-opus-4-6", "Claude Opus 4.6", "2026-02-04T00:00:00Z", Million, Large),
        Model("claude-opus-4-5-20251101", "Claude Opus 4.5", "2025-11-24T00:00:00Z", 200_000, 64_000, "claude-opus-4-5"),
        Model("claude-haiku-4-5-20251001", "Claude Haiku 4.5", "2025-10-15T00:00:00Z", 200_000, 64_000, "claude-haiku-4-5"),
        Model("claude-sonnet-4-5-20250929", "Claude Sonnet 4.5", "2025-09-29T00:00:00Z", 200_000, 64_000, "claude-sonnet-4-5"),
        Model("claude-opus-4-1-20250805", "Claude Opus 4.1", "2025-08-05T00:00:00Z", 200_000, 32_000, "claude-opus-4-1"),
    ];

    private static ModelInfo Model(
        string name, string displayName, string? created, int? contextWindow = null, int? maxTokens = null, params string[] aliases) => new(name)
        {
            DisplayName = displayName,
            Created = created is null ? null : DateTimeOffset.Parse(created, CultureInfo.InvariantCulture),
            ContextWindow = contextWindow,
            MaxTokens = maxTokens,
            Aliases = aliases,
        };
}
