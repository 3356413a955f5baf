using System.Collections.Frozen;

namespace MockLlm.Engine.Catalog;

/// <summary>The models of one provider, in their order, to be found by name and alias.</summary>
internal sealed class ProviderModels(IReadOnlyList<ModelInfo> models)
{
    private readonly FrozenDictionary<string, ModelInfo> _byName = models
        .SelectMany(model => model.Names, (model, name) => (Name: name, Model: model))
        .DistinctBy(pair => pair.Name, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Model, StringComparer.Ordinal);

    public static ProviderModels None { get; } = new([]);

    public IReadOnlyList<ModelInfo> All => models;

    /// <summary>Every name that may be asked for: each model's own, followed by its aliases.</summary>
    public IEnumerable<string> Names => models.SelectMany(model => model.Names);

    /// <summary>The model of a name or an alias; null: the provider lists none.</summary>
    public ModelInfo? Find(string name) => _byName.GetValueOrDefault(name);
}
