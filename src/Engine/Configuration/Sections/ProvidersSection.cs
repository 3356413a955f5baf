using System.Collections.Frozen;
using MockLlm.Engine.Configuration.Reading;

namespace MockLlm.Engine.Configuration.Sections;

/// <summary><c>providers</c>: settings per registered provider.</summary>
internal static class ProvidersSection
{
    /// <param name="map">Provider name → its settings.</param>
    /// <param name="registered">What may stand there.</param>
    public static FrozenDictionary<string, ProviderSettings> Read(Mapping map, IReadOnlyCollection<KnownProvider> registered)
    {
        var providers = new Dictionary<string, ProviderSettings>(StringComparer.Ordinal);
        foreach (var (name, value) in map.Entries())
        {
            if (registered.Any(provider => provider.Name == name.Text))
            {
                providers.Add(name.Text, value.Map(ReadOne));
            }
            else
            {
                map.Unknown(name, "provider", [.. registered.Select(provider => provider.Name)]);
            }
        }

        return providers.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ProviderSettings ReadOne(Mapping map) => new(map.Flag("enabled") ?? true);
}
