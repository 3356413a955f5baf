namespace MockLlm.Engine.Yaml;

/// <summary>
/// Builds a map from its entries. If a key is repeated, the first one counts. A merge key (<c>&lt;&lt;</c>) adds only keys that are
/// missing.
/// </summary>
internal sealed class MapBuilder(Place place, Findings findings)
{
    private readonly List<YamlEntry> _entries = [];
    private readonly List<RepeatedKey> _repeated = [];
    private readonly List<YamlNode> _merged = [];
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);

    public void Add(YamlNode key, YamlNode value)
    {
        switch (key)
        {
            case YamlScalar { IsPlain: true, Text: "<<" }:
                _merged.Add(value);
                break;
            case YamlScalar { IsPlain: true, Text: "" }:
                findings.Error(key.Place, "a key is missing here: write 'key: value'");
                break;
            case YamlScalar name when _places.TryAdd(name.Text, name.Place):
                _entries.Add(new(name, value));
                break;
            case YamlScalar name:
                _repeated.Add(new(name, _places[name.Text]));
                break;
            case YamlList or YamlMap:
                findings.Error(key.Place, "a list or a map cannot be a key: write a text");
                break;
        }
    }

    public YamlMap Build()
    {
        foreach (var merged in _merged)
        {
            Merge(merged);
        }

        return new(place, _entries, _repeated);
    }

    private void Merge(YamlNode source)
    {
        switch (source)
        {
            case YamlMap map:
                _entries.AddRange(map.Entries.Where(entry => _places.TryAdd(entry.Key.Text, entry.Key.Place)));
                break;
            case YamlList list when list.Items.All(item => item is YamlMap or YamlRefused):
                foreach (var item in list.Items)
                {
                    Merge(item);
                }

                break;
            case not YamlRefused:
                findings.Error(source.Place, "'<<' merges a map or a list of maps: write an alias such as *name, or put '<<' in quotes");
                break;
        }
    }
}
