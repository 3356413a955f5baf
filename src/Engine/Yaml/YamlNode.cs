namespace MockLlm.Engine.Yaml;

/// <summary>Where something stands in a text; line and column are counted from 1.</summary>
internal readonly record struct Place(int Line, int Column);

/// <summary>A piece of a YAML text and where it stands. Aliases and merge keys are resolved, nothing is cyclic.</summary>
internal abstract record YamlNode(Place Place);

/// <param name="Place">Where it begins.</param>
/// <param name="Text">Without quotes and escapes.</param>
/// <param name="IsPlain">Written without quotes, so that <c>4</c> may be a number and <c>null</c> nothing.</param>
internal sealed record YamlScalar(Place Place, string Text, bool IsPlain) : YamlNode(Place)
{
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlList(Place Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place);

/// <param name="Place">Where it begins.</param>
/// <param name="Entries">In the order they are written, each key once; merged ones last.</param>
/// <param name="Repeated">Keys that were given again; what they were given is dropped.</param>
internal sealed record YamlMap(Place Place, IReadOnlyList<YamlEntry> Entries, IReadOnlyList<RepeatedKey> Repeated) : YamlNode(Place)
{
    public static YamlMap Empty(Place place) => new(place, [], []);

    /// <summary>What is written under a key, or null if the map does not have it.</summary>
    public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

internal sealed record RepeatedKey(YamlScalar Key, Place First);

/// <summary>Stands for what could not be used and has been reported: readers pass over it.</summary>
internal sealed record YamlRefused(Place Place) : YamlNode(Place);
