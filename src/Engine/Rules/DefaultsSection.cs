using MockLlm.Engine.Completions;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules;

/// <summary><c>defaults</c>: what is answered where nothing matches.</summary>
internal static class DefaultsSection
{
    /// <summary>What is answered if nothing is configured.</summary>
    public const string DefaultUnknownResponse = "I don't know the answer to that. This is a mock response.";

    public static ConfiguredText Read(YamlMapReader map) => new(map.Text("unknown_response") ?? DefaultUnknownResponse);
}
