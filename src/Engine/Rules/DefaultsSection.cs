using MockLlm.Engine.Completions;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules;

/// <summary>Reads <c>defaults</c>: the answer to a prompt that nothing matches.</summary>
internal static class DefaultsSection
{
    /// <summary>The answer if none is configured.</summary>
    public const string DefaultUnknownResponse = "I don't know the answer to that. This is a mock response.";

    public static ConfiguredText Read(YamlMapReader map) => new(map.Text("unknown_response") ?? DefaultUnknownResponse);
}
