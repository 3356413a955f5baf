using System.Text.Json;

namespace MockLlm.Providers.Anthropic;

/// <summary>A model as <c>GET /v1/models</c> shows it (Claude API reference, "Models").</summary>
/// <param name="Id">Its name, with the snapshot's date where it has one.</param>
/// <param name="DisplayName">Its name for a person.</param>
/// <param name="Line">Its family.</param>
/// <param name="CreatedAt">RFC 3339; the epoch where the day is not known, as the vendor writes it.</param>
/// <param name="Alias">A name without the date that means the same, or null.</param>
internal sealed record AnthropicModel(
    string Id, string DisplayName, string Line, string CreatedAt = AnthropicModel.UnknownDay, string? Alias = null)
{
    private const string UnknownDay = "1970-01-01T00:00:00Z";

    /// <summary>The models that the vendor's own clients name, newest first, those of unknown day before the older generations.</summary>
    public static IReadOnlyList<AnthropicModel> Known { get; } =
    [
        new("claude-haiku-5-5", "Claude Haiku 5.5", "haiku", "2026-10-07T18:00:00Z"),
        new("claude-sonnet-5-5", "Claude Sonnet 5.5", "sonnet", "2026-09-28T00:00:00Z"),
        new("claude-opus-5-5", "Claude Opus 5.5", "opus", "2026-09-21T16:24:00Z"),
        new("claude-opus-5", "Claude Opus 5", "opus", "2026-07-24T00:00:00Z"),
        new("claude-fable-5-2", "Claude Fable 5.2", "fable"),
        new("claude-mythos-5-2", "Claude Mythos 5.2", "mythos"),
        new("claude-fable-5-1", "Claude Fable 5.1", "fable"),
        new("claude-mythos-5-1", "Claude Mythos 5.1", "mythos"),
        new("claude-sonnet-5", "Claude Sonnet 5", "sonnet"),
        new("claude-fable-5", "Claude Fable 5", "fable"),
        new("claude-mythos-5", "Claude Mythos 5", "mythos"),
        new("claude-mythos-preview", "Claude Mythos Preview", "mythos"),
        new("claude-opus-4-8", "Claude Opus 4.8", "opus", "2026-05-28T00:00:00Z"),
        new("claude-opus-4-7", "Claude Opus 4.7", "opus"),
        new("claude-sonnet-4-6", "Claude Sonnet 4.6", "sonnet", "2026-02-17T00:00:00Z"),
        new("claude-opus-4-6", "Claude Opus 4.6", "opus", "2026-02-04T00:00:00Z"),
        new("claude-opus-4-5-20251101", "Claude Opus 4.5", "opus", "2025-11-24T00:00:00Z", "claude-opus-4-5"),
        new("claude-haiku-4-5-20251001", "Claude Haiku 4.5", "haiku", "2025-10-15T00:00:00Z", "claude-haiku-4-5"),
        new("claude-sonnet-4-5-20250929", "Claude Sonnet 4.5", "sonnet", "2025-09-29T00:00:00Z", "claude-sonnet-4-5"),
        new("claude-opus-4-1-20250805", "Claude Opus 4.1", "opus", "2025-08-05T00:00:00Z", "claude-opus-4-1"),
    ];

    /// <summary>Every name it can be asked for by.</summary>
    public IEnumerable<string> Names => Alias is null ? [Id] : [Id, Alias];

    public static void Write(Utf8JsonWriter json, AnthropicModel model)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "model"u8);
        json.WriteString("id"u8, model.Id);
        json.WriteString("display_name"u8, model.DisplayName);
        json.WriteString("created_at"u8, model.CreatedAt);
        json.WriteString("line"u8, model.Line);
        json.WriteString("lifecycle"u8, "active"u8);
        json.WriteNull("deprecated_at"u8);
        json.WriteNull("retires_at"u8);
        json.WriteNull("max_input_tokens"u8);
        json.WriteNull("max_tokens"u8);
        json.WriteNull("capabilities"u8);
        json.WriteEndObject();
    }
}
