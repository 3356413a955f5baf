using System.Collections.Frozen;
using MockLlm.Engine.Configuration.Reading;

namespace MockLlm.Engine.Configuration.Sections;

/// <summary><c>providers</c>: settings per registered provider.</summary>
internal static class ProvidersSection
{
    /// <param name="map">Provider name → its settings.</param>
    /// <param name="registered">The names that may stand there.</param>
    public static FrozenDictionary<string, ProviderSettings> Read(Mapping map, IReadOnlyCollection<string> registered)
    {
        var providers = new Dictionary<string, ProviderSettings>(StringComparer.Ordinal);
        foreach (var (name, value) in map.Entries())
        {
            if (registered.Contains(name.Text))
            {
                providers.Add(name.Text, value.Map(ReadOne));
            }
            else
            {
                map.Unknown(name, "provider", registered);
            }
        }

        return providers.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ProviderSettings ReadOne(Mapping map) => new(map.Flag("enabled") ?? true);
}
