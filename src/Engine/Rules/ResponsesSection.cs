using System.Collections.Frozen;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules;

/// <summary>Reads <c>responses</c>: the texts that answer exact prompts.</summary>
internal static class ResponsesSection
{
    public static ResponseTable Read(YamlMapReader map)
    {
        var responses = new Dictionary<string, ConfiguredText?>(StringComparer.Ordinal);
        foreach (var (prompt, value) in map.Entries())
        {
            if (value.Text() is { } text)
            {
                responses.Add(prompt.Text, new(text));
            }
        }

        return new(responses.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
