using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules;

/// <summary><c>defaults</c>: what is answered where nothing matches.</summary>
internal static class DefaultsSection
{
    public static ConfiguredText Read(YamlMapReader map) => new(map.Text("unknown_response") ?? Snapshot.DefaultUnknownResponse);
}
