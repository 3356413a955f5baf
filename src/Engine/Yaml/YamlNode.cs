namespace MockLlm.Engine.Yaml;

/// <summary>A place in a text. Line and column are counted from 1.</summary>
internal readonly record struct Place(int Line, int Column);

/// <summary>A value in a YAML text with its place. Aliases and merge keys are resolved, and there are no cycles.</summary>
internal abstract record YamlNode(Place Place);

/// <summary>A scalar.</summary>
/// <param name="Place">The place where it begins.</param>
/// <param name="Text">The text without quotes and escapes.</param>
/// <param name="IsPlain">Whether it is written without quotes. Only a plain scalar can be a number, a flag or null.</param>
internal sealed record YamlScalar(Place Place, string Text, bool IsPlain) : YamlNode(Place)
{
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlList(Place Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place);

/// <summary>A map.</summary>
/// <param name="Place">The place where it begins.</param>
/// <param name="Entries">The entries in their order in the text, with each key once. Entries from merge keys come last.</param>
/// <param name="Repeated">The keys that were repeated. Their values are ignored.</param>
internal sealed record YamlMap(Place Place, IReadOnlyList<YamlEntry> Entries, IReadOnlyList<RepeatedKey> Repeated) : YamlNode(Place)
{
    public static YamlMap Empty(Place place) => new(place, [], []);

    /// <summary>What is written under a key, or null if the map does not have it.</summary>
    public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

internal sealed record RepeatedKey(YamlScalar Key, Place First);

/// <summary>A value with a mistake that has been reported. Readers skip it.</summary>
internal sealed record YamlRefused(Place Place) : YamlNode(Place);
