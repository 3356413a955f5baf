namespace MockLlm.Engine.Catalog;

/// <summary>What the configuration needs to know about a registered provider.</summary>
/// <param name="Name">The key under <c>providers:</c>.</param>
/// <param name="Settings">The record type for <c>providers.NAME.settings</c>, or null if the provider has no settings.</param>
internal sealed record KnownProvider(string Name, Type? Settings = null)
{
    /// <summary>The models that the provider lists itself.</summary>
    public IReadOnlyList<ModelInfo> Models { get; init; } = [];

    /// <summary>The routes that the provider serves. Empty if they are not known.</summary>
    public IReadOnlyList<KnownRoute> Routes { get; init; } = [];

    /// <summary>Creates a provider without settings.</summary>
    public static implicit operator KnownProvider(string name) => new(name);
}

/// <summary>A route of a registered provider.</summary>
/// <param name="Path">The path with its route parameters.</param>
/// <param name="IsMetered">Whether latency and limits apply to the route.</param>
internal sealed record KnownRoute(string Path, bool IsMetered);
