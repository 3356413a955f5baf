using System.Collections.Frozen;

namespace MockLlm.Engine.Catalog;

/// <summary>The models of every provider: what the providers list, extended and overridden by <c>models:</c> in responses.yml.</summary>
internal sealed class ModelRegistry(IEnumerable<KeyValuePair<string, ProviderModels>> providers)
{
    private readonly FrozenDictionary<string, ProviderModels> _providers = providers.ToFrozenDictionary(StringComparer.Ordinal);

    public static ModelRegistry Empty { get; } = new([]);

    /// <summary>The models of a provider. Empty if the provider is not registered.</summary>
    public ProviderModels Of(string provider) => _providers.GetValueOrDefault(provider, ProviderModels.None);
}
