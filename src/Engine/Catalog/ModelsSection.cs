using MockLlm.Engine.Latency;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Catalog;

/// <summary>Reads <c>models</c> in responses.yml, which adds models to those that the providers list and overrides their limits.</summary>
internal sealed record ModelsSection(ModelRegistry Registry, IReadOnlyList<KeyValuePair<(string Provider, string Model), LatencySettings>> Latency)
{
    /// <summary>Reads the section.</summary>
    /// <param name="written">The list, or null if the key is missing.</param>
    /// <param name="registered">The providers with the models that they list.</param>
    /// <param name="latencyUnder">Returns the latency of a provider, or null if it has none.</param>
    public static ModelsSection Read(
        YamlValueReader? written, IReadOnlyCollection<KnownProvider> registered, Func<string, LatencySettings?> latencyUnder)
    {
        var latency = new List<KeyValuePair<(string Provider, string Model), LatencySettings>>();
        var entries = (written?.Items("it must be a list of models, such as [{name: my-model, provider: openai}]") ?? [])
            .Select(item => item.Map(map => ModelEntry.Read(map, registered, latencyUnder), "it must be a map of keys such as name and provider"))
            .OfType<ModelEntry>()
            .ToLookup(entry => entry.Provider, StringComparer.Ordinal);
        var models = registered.Select(provider => KeyValuePair.Create(provider.Name, Merge(provider, entries[provider.Name], latency)));
        return new(new(models), latency);
    }

    private static ProviderModels Merge(
        KnownProvider provider, IEnumerable<ModelEntry> entries, List<KeyValuePair<(string Provider, string Model), LatencySettings>> latency)
    {
        var models = provider.Models.ToList();
        var written = new HashSet<ModelInfo>();
        foreach (var entry in entries)
        {
            var index = models.FindIndex(model => model.Names.Contains(entry.Name));
            if (index >= 0 && written.Contains(models[index]))
            {
                entry.NameValue.Wrong<object>($"{provider.Name} already has it from an earlier entry, keep one");
                continue;
            }

            var merged = entry.Over(index < 0 ? new(entry.Name) : models[index], Aliases(entry, index, models, provider.Name));
            written.Add(merged);
            if (entry.Latency is { } own)
            {
                latency.Add(new((provider.Name, merged.Name), own));
            }

            if (index < 0)
            {
                models.Add(merged);
            }
            else
            {
                models[index] = merged;
            }
        }

        return new(models);
    }

    private static List<string> Aliases(ModelEntry entry, int own, List<ModelInfo> models, string provider)
    {
        var aliases = new List<string>();
        foreach (var (alias, value) in entry.Aliases)
        {
            var taken = models.FindIndex(model => model.Names.Contains(alias));
            if (aliases.Contains(alias) || alias == entry.Name || (taken >= 0 && taken != own))
            {
                value.Wrong<object>($"a model of {provider} has that name, choose another");
            }
            else
            {
                aliases.Add(alias);
            }
        }

        return aliases;
    }
}
