namespace MockLlm.Engine.Catalog;

/// <summary>A registered provider, as far as the configuration has to know it.</summary>
/// <param name="Name">The key under <c>providers:</c>.</param>
/// <param name="Settings">The record that <c>providers.NAME.settings</c> fills; null: the provider has none.</param>
internal sealed record KnownProvider(string Name, Type? Settings = null)
{
    /// <summary>The models it lists by itself.</summary>
    public IReadOnlyList<ModelInfo> Models { get; init; } = [];

    /// <summary>The routes it serves; empty where they are not known.</summary>
    public IReadOnlyList<KnownRoute> Routes { get; init; } = [];

    /// <summary>A provider without settings.</summary>
    public static implicit operator KnownProvider(string name) => new(name);
}

/// <param name="Path">The path with its route parameters.</param>
/// <param name="IsMetered">Whether its replies take the time that a model would.</param>
internal sealed record KnownRoute(string Path, bool IsMetered);
