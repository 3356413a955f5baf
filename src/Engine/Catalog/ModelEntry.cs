using MockLlm.Engine.Latency;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Catalog;

/// <summary>One entry of <c>models</c> in responses.yml.</summary>
internal sealed record ModelEntry(
    string Name, YamlValueReader NameValue, string Provider, IReadOnlyList<(string Alias, YamlValueReader Value)> Aliases, int? ContextWindow, int? MaxTokens)
{
    /// <summary>The value of <c>latency</c>, or null if the key is missing.</summary>
    public LatencySettings? Latency { get; init; }

    /// <summary>Reads an entry.</summary>
    /// <param name="map">The entry.</param>
    /// <param name="registered">The providers that the entry may name.</param>
    /// <param name="latencyUnder">Returns the latency of a provider, or null if it has none.</param>
    /// <returns>The entry, or null if it has mistakes, which are then reported.</returns>
    public static ModelEntry? Read(YamlMapReader map, IReadOnlyCollection<KnownProvider> registered, Func<string, LatencySettings?> latencyUnder)
    {
        var nameValue = map.Required("name", "it must be the name of a model");
        var name = nameValue?.NonEmptyText();
        var provider = ReadProvider(map, registered);
        var aliases = ReadAliases(map);
        var (window, tokens) = (ReadTokens(map, "context_window"), ReadTokens(map, "max_tokens"));
        var latency = LatencySection.ReadLayer(map.Value("latency"), provider is null ? null : latencyUnder(provider), ConfigLayer.Model);
        return name is null || provider is null ? null : new(name, nameValue!, provider, aliases, window, tokens) { Latency = latency };
    }

    /// <summary>Applies the entry to a model. Values of the entry replace those of the model, and aliases are added.</summary>
    public ModelInfo Over(ModelInfo model, IEnumerable<string> aliases) => model with
    {
        Aliases = [.. model.Aliases.Union(aliases, StringComparer.Ordinal)],
        ContextWindow = ContextWindow ?? model.ContextWindow,
        MaxTokens = MaxTokens ?? model.MaxTokens,
    };

    private static string? ReadProvider(YamlMapReader map, IReadOnlyCollection<KnownProvider> registered)
    {
        var known = registered.Select(provider => provider.Name).ToList();
        var expected = $"it must be a registered provider, such as {known.FirstOrDefault("openai")}";
        return map.Required("provider", expected)?.Known(known, "provider");
    }

    private static IReadOnlyList<(string, YamlValueReader)> ReadAliases(YamlMapReader map) =>
    [
        .. from item in map.Value("aliases")?.Items("it must be a list of names, such as [4o]") ?? []
           let alias = item.NonEmptyText()
           where alias is not null
           select (alias, item),
    ];

    private static int? ReadTokens(YamlMapReader map, string key) => (int?)map.Value(key)?.Whole(
        number => number is >= 1 and <= int.MaxValue, "it must be a whole number from 1 to 2147483647, for instance 128000");
}
