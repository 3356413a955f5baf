using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>Reads <c>generate</c>: true, or a map with the length of the text.</summary>
internal static class GenerateSetting
{
    /// <summary>Reads the value and reports what is wrong with it.</summary>
    /// <returns>The reply, or null if the value is wrong.</returns>
    public static GeneratedReply? Read(YamlValueReader value) => value.Node is YamlMap
        ? value.Map(ReadMap)
        : value.Flag() == false ? value.Wrong<GeneratedReply>("it can only be true or a map such as {tokens: 200}, else leave it out") : new GeneratedReply();

    private static GeneratedReply ReadMap(YamlMapReader map) =>
        map.Value("tokens") is { } written && TokensSetting.Read(written) is { } tokens ? new() { Tokens = tokens } : new();
}
