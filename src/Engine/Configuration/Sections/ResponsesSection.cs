using System.Collections.Frozen;
using MockLlm.Engine.Configuration.Reading;

namespace MockLlm.Engine.Configuration.Sections;

/// <summary><c>responses</c>: exact prompt → text.</summary>
internal static class ResponsesSection
{
    public static FrozenDictionary<string, ConfiguredText> Read(Mapping map)
    {
        var responses = new Dictionary<string, ConfiguredText>(StringComparer.Ordinal);
        foreach (var (prompt, value) in map.Entries())
        {
            if (value.Text() is { } text)
            {
                responses.Add(prompt.Text, new(text));
            }
        }

        return responses.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
