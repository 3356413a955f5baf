using MockLlm.Engine.Catalog;

namespace MockLlm.Engine.Handlers;

/// <summary>A provider as it was found: its metadata, its one instance and its bound endpoints.</summary>
/// <param name="Name">Unique among the providers.</param>
/// <param name="Version">Its own version.</param>
/// <param name="Description">One sentence for a person.</param>
/// <param name="Concurrent">Whether its handlers may run on several cores at once.</param>
/// <param name="Source">Where it comes from: the assembly's name, or the path of a plug-in.</param>
/// <param name="Instance">The provider itself.</param>
/// <param name="Endpoints">What it serves.</param>
internal sealed record ProviderRegistration(
    string Name, string Version, string Description, bool Concurrent, string Source, LlmProvider Instance, IReadOnlyList<BoundEndpoint> Endpoints)
{
    /// <summary>The record that the provider's settings fill, or null.</summary>
    public Type? Settings { get; init; }

    /// <summary>The settings where nothing is written; null where the provider has none, or where one of them must be written.</summary>
    public object? DefaultSettings => field ??= Settings is null ? null : SettingsDefaults.Of(Settings);

    /// <summary>Whether it comes from a plug-in: its code then runs on threads of its own.</summary>
    public bool IsExternal { get; init; }

    /// <summary>The models it lists, as it said at start; a name may be a glob such as <c>my-*</c>.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>What it can do, as it said at start.</summary>
    public required IReadOnlyDictionary<string, bool> Capabilities { get; init; }

    /// <summary>The header that carries every answer's id, as it said at start; null: none.</summary>
    public required string? RequestIdHeader { get; init; }

    /// <summary>Whether it reads by itself what a request asks for, with code of its own.</summary>
    public bool IdentifiesItself { get; init; }

    /// <summary>The headers that each of its answers carries, as it said at start.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders { get; init; }

    /// <summary>Its class, with the file where that is a plug-in.</summary>
    public string ClassName => IsExternal ? $"{Instance.GetType().FullName} ({Source})" : Instance.GetType().FullName!;

    /// <summary>What the configuration has to know of it.</summary>
    /// <exception cref="InvalidProviderException">The provider's own code threw.</exception>
    public KnownProvider Known => new(Name, Settings)
    {
        Models = ListModels(),
        Routes = [.. Endpoints.Select(endpoint => new KnownRoute(endpoint.Path, endpoint.IsMetered))],
    };

    private IReadOnlyList<ModelInfo> ListModels()
    {
        try
        {
            return Instance.Models;
        }
        catch (Exception broken)
        {
            throw new InvalidProviderException($"{ClassName} cannot list its models, it threw: {broken.Message}");
        }
    }
}
