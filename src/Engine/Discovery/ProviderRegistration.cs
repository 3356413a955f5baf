using MockLlm.Engine.Configuration;

namespace MockLlm.Engine.Discovery;

/// <summary>A provider as it was found: its metadata, its one instance and its bound endpoints.</summary>
/// <param name="Name">Unique among the providers.</param>
/// <param name="Version">Its own version.</param>
/// <param name="Description">One sentence for a person.</param>
/// <param name="Concurrent">Whether its handlers may run on several cores at once.</param>
/// <param name="Source">The assembly it comes from.</param>
/// <param name="Instance">The provider itself.</param>
/// <param name="Endpoints">What it serves.</param>
internal sealed record ProviderRegistration(
    string Name, string Version, string Description, bool Concurrent, string Source, LlmProvider Instance, IReadOnlyList<BoundEndpoint> Endpoints)
{
    /// <summary>The record that the provider's settings fill, or null.</summary>
    public Type? Settings { get; init; }

    /// <summary>The settings where nothing is written; null where the provider has none, or where one of them must be written.</summary>
    public object? DefaultSettings => field ??= Settings is null ? null : SettingsDefaults.Of(Settings);

    /// <summary>What the configuration has to know of it.</summary>
    /// <exception cref="InvalidProviderException">The provider's own code threw.</exception>
    public KnownProvider Known => new(Name, Settings) { Models = ListModels() };

    private IReadOnlyList<ModelInfo> ListModels()
    {
        try
        {
            return Instance.Models;
        }
        catch (Exception broken)
        {
            throw new InvalidProviderException($"{Instance.GetType().FullName} cannot list its models, it threw: {broken.Message}");
        }
    }
}
