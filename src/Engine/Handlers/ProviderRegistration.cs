using MockLlm.Engine.Catalog;

namespace MockLlm.Engine.Handlers;

/// <summary>A registered provider: its metadata, its single instance and its bound endpoints.</summary>
/// <param name="Name">Its name, unique among the providers.</param>
/// <param name="Version">Its version.</param>
/// <param name="Description">One sentence for a person.</param>
/// <param name="Concurrent">Whether its handlers may run on several cores at once.</param>
/// <param name="Source">The name of its assembly, or the path of its plug-in.</param>
/// <param name="Instance">The provider itself.</param>
/// <param name="Endpoints">The endpoints that it serves.</param>
internal sealed record ProviderRegistration(
    string Name, string Version, string Description, bool Concurrent, string Source, LlmProvider Instance, IReadOnlyList<BoundEndpoint> Endpoints)
{
    /// <summary>The record type of its settings, or null if it has none.</summary>
    public Type? Settings { get; init; }

    /// <summary>The settings if none are configured. Null if the provider has no settings, or if one of them has no default.</summary>
    public object? DefaultSettings => field ??= Settings is null ? null : SettingsDefaults.Of(Settings);

    /// <summary>Whether it comes from a plug-in. Its code then runs on threads of its own.</summary>
    public bool IsExternal { get; init; }

    /// <summary>The names of its models, read once at start. A name may be a glob such as <c>my-*</c>.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Its capabilities, read once at start.</summary>
    public required IReadOnlyDictionary<string, bool> Capabilities { get; init; }

    /// <summary>The response header that carries the request id, or null if there is none. Read once at start.</summary>
    public required string? RequestIdHeader { get; init; }

    /// <summary>Whether it overrides <see cref="LlmProvider.Identify"/>, so that identifying a request runs the provider's code.</summary>
    public bool IdentifiesItself { get; init; }

    /// <summary>The headers that each of its answers has, read once at start.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders { get; init; }

    /// <summary>The name of its class, followed by the file if it comes from a plug-in.</summary>
    public string ClassName => IsExternal ? $"{Instance.GetType().FullName} ({Source})" : Instance.GetType().FullName!;

    /// <summary>The facts about it that the configuration needs.</summary>
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
