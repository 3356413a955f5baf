using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Configuration;

/// <summary>
/// The keys that were changed live, as layers of their own above the file. A key that a live change removed is not among them.
/// </summary>
/// <param name="changed">The live changes alone. They can be incomplete: a patch can change a part of a distribution.</param>
/// <param name="merged">The file with the live changes. The value of a changed key is taken from here.</param>
internal sealed class LiveChanges(YamlMap changed, YamlMap merged)
{
    /// <summary>Nothing was changed live.</summary>
    public static LiveChanges None { get; } = new(YamlMap.Empty(default), YamlMap.Empty(default));

    /// <summary>The live changes alone.</summary>
    public YamlMap Changed => changed;

    /// <summary>Whether a key has a value that was set live.</summary>
    /// <param name="path">The key and the keys above it, the outermost first.</param>
    public bool Include(params ReadOnlySpan<string> path) => IsSet(Node(changed, path));

    /// <summary>The live latency of a provider, or of the top level if the name is null. Null if none was set.</summary>
    public LatencySettings? Latency(string? provider) =>
        LatencySection.ReadLayer(Section("latency", provider), under: null, provider is null ? ConfigLayer.LiveTopLevel : ConfigLayer.LiveProvider);

    /// <summary>The live limits of a provider, or of the top level if the name is null. Null if none were set.</summary>
    public LimitSettings? Limits(string? provider) =>
        LimitsSection.Read(Section("limits", provider), provider is null ? ConfigLayer.LiveTopLevel : ConfigLayer.LiveProvider);

    // The mistakes of the whole are reported by whoever reads the whole.
    private YamlValueReader? Section(string name, string? provider)
    {
        ReadOnlySpan<string> path = provider is null ? [name] : ["providers", provider, name];
        if (Node(changed, path) is not YamlMap live || Node(merged, path) is not YamlMap whole)
        {
            return null;
        }

        var kept = whole.Entries.Where(entry => IsSet(live.Find(entry.Key.Text)));
        return new(whole with { Entries = [.. kept] }, name, new());
    }

    private static YamlNode? Node(YamlMap root, ReadOnlySpan<string> path)
    {
        YamlNode? node = root;
        foreach (var key in path)
        {
            node = (node as YamlMap)?.Find(key);
        }

        return node;
    }

    // A patch that only removes keys of a map leaves an empty map.
    private static bool IsSet(YamlNode? node) => node is not null and not YamlMap { Entries.Count: 0 };
}
