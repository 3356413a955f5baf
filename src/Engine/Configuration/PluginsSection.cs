using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Configuration;

/// <summary>Reads <c>plugins</c>: the DLLs, and folders of DLLs, that providers are loaded from at start.</summary>
internal static class PluginsSection
{
    private const string Key = "plugins";

    public static IReadOnlyList<string> Read(YamlMapReader map) =>
        [.. (map.Value(Key)?.Items("it must be a list of paths, such as [./my/Provider.dll]") ?? []).Select(item => item.NonEmptyText()).OfType<string>()];

    /// <summary>
    /// Reads only the paths. This happens before the rest is read, because the keys of the rest depend on the providers. Mistakes are
    /// reported later, when the whole text is read.
    /// </summary>
    public static IReadOnlyList<string> Peek(string yaml)
    {
        if (!yaml.Contains(Key, StringComparison.Ordinal))
        {
            return [];
        }

        var root = YamlTree.Read(yaml.TrimStart('\uFEFF')).Root as YamlMap;
        var written = root?.Entries.FirstOrDefault(entry => entry.Key.Text == Key)?.Value as YamlList;
        return [.. (written?.Items ?? []).OfType<YamlScalar>().Where(item => !item.IsNull && item.Text.Length > 0).Select(item => item.Text)];
    }
}
