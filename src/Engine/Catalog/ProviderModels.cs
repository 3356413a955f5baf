using System.Collections.Frozen;

namespace MockLlm.Engine.Catalog;

/// <summary>The models of one provider in order. They can be found by name or alias.</summary>
internal sealed class ProviderModels(IReadOnlyList<ModelInfo> models)
{
    private readonly FrozenDictionary<string, ModelInfo> _byName = models
        .SelectMany(model => model.Names, (model, name) => (Name: name, Model: model))
        .DistinctBy(pair => pair.Name, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Model, StringComparer.Ordinal);

    public static ProviderModels None { get; } = new([]);

    public IReadOnlyList<ModelInfo> All => models;

    /// <summary>All names of all models. For each model, the canonical name comes first, then its aliases.</summary>
    public IEnumerable<string> Names => models.SelectMany(model => model.Names);

    /// <summary>Finds a model by its name or an alias. Null if the provider does not list it.</summary>
    public ModelInfo? Find(string name) => _byName.GetValueOrDefault(name);
}
