namespace MockLlm.Engine.Configuration;

/// <summary>A registered provider, as far as the configuration has to know it.</summary>
/// <param name="Name">The key under <c>providers:</c>.</param>
/// <param name="Settings">The record that <c>providers.NAME.settings</c> fills; null: the provider has none.</param>
internal sealed record KnownProvider(string Name, Type? Settings = null)
{
    /// <summary>The models it lists by itself.</summary>
    public IReadOnlyList<ModelInfo> Models { get; init; } = [];

    /// <summary>A provider without settings.</summary>
    public static implicit operator KnownProvider(string name) => new(name);
}
