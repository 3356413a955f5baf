
namespace MockLlm.Engine.Yaml.Reading;

/// <summary>A map whose keys have a meaning. The keys that were asked for are the keys it knows: every other one is an error.</summary>
internal sealed class YamlMapReader
{
    private readonly YamlMap _map;
    private readonly string _path;
    private readonly Findings _findings;
    private readonly List<string> _known = [];
    private readonly List<string> _ignored = [];

    private YamlMapReader(YamlMap map, string path, Findings findings) => (_map, _path, _findings) = (map, path, findings);

    /// <param name="map">What is written.</param>
    /// <param name="path">The map's name in messages; empty for the whole file.</param>
    /// <param name="findings">Takes the errors.</param>
    /// <param name="read">Asks for every key it knows, whether it is written or not.</param>
    public static T Read<T>(YamlMap map, string path, Findings findings, Func<YamlMapReader, T> read)
    {
        var mapping = new YamlMapReader(map, path, findings);
        var result = read(mapping);
        mapping.ReportRepeated();
        mapping.ReportUnknown();
        return result;
    }

    /// <summary>What is written under a key; null where nothing is, or what is has been refused already.</summary>
    /// <param name="key">From now on a key that is known.</param>
    /// <param name="isSecret">The value is never quoted in a message.</param>
    public YamlValueReader? Value(string key, bool isSecret = false)
    {
        _known.Add(key);
        var entry = _map.Entries.FirstOrDefault(entry => entry.Key.Text == key);
        return entry is null or { Value: YamlRefused } ? null : new(entry.Value, KeyPath.Key(_path, key), _findings, isSecret);
    }

    /// <summary>What is written under a key; that nothing is, is reported at the map.</summary>
    /// <param name="key">From now on a key that is known.</param>
    /// <param name="expected">The sentence that says what to write.</param>
    public YamlValueReader? Required(string key, string expected)
    {
        if (!_map.Entries.Any(entry => entry.Key.Text == key))
        {
            _findings.Error(_map.Place, $"{KeyPath.Key(_path, key)} is missing: {expected}");
        }

        return Value(key);
    }

    /// <summary>Reports that the map as a whole cannot be used.</summary>
    /// <param name="why">The rest of the sentence that begins with its name.</param>
    public void Wrong(string why) => _findings.Error(_map.Place, $"{_path} {why}");

    /// <summary>Says of the map as a whole that it is accepted and does nothing, or not what one would think.</summary>
    /// <param name="why">The rest of the sentence that begins with its name.</param>
    public void Warn(string why) => _findings.Warn(_map.Place, $"{_path} {why}");

    public string? Text(string key) => Value(key)?.Text();

    public bool? Flag(string key) => Value(key)?.Flag();

    public TimeSpan? Duration(string key) => Value(key)?.Duration();

    public long? ByteSize(string key) => Value(key)?.ByteSize();

    /// <summary>A map under a key; where none is written its reader meets an empty one and gives the defaults.</summary>
    public T Section<T>(string key, Func<YamlMapReader, T> read) =>
        Value(key) is { } section ? section.Map(read) : Read(YamlMap.Empty(_map.Place), KeyPath.Key(_path, key), _findings, read);

    /// <summary>All entries of a map whose keys are the user's own.</summary>
    public IReadOnlyList<(YamlScalar Key, YamlValueReader Value)> Entries()
    {
        _known.AddRange(_map.Entries.Select(entry => entry.Key.Text));
        return
        [
            .. _map.Entries.Where(entry => entry.Value is not YamlRefused)
                .Select(entry => (entry.Key, new YamlValueReader(entry.Value, KeyPath.Key(_path, entry.Key.Text), _findings))),
        ];
    }

    /// <summary>Accepts a key that does nothing, with a warning.</summary>
    /// <param name="key">No error from now on; never proposed in a message.</param>
    /// <param name="reason">Why it does nothing.</param>
    public void Ignore(string key, string reason)
    {
        _ignored.Add(key);
        if (_map.Entries.FirstOrDefault(entry => entry.Key.Text == key) is { } entry)
        {
            _findings.Warn(entry.Key.Place, $"{KeyPath.Key(_path, key)} is ignored: {reason}");
        }
    }

    /// <summary>Reports a name that stands as a key and is none of those it may be.</summary>
    public void Unknown(YamlScalar key, string kind, IReadOnlyCollection<string> known)
    {
        var advice = (Nearest.To(key.Text, known), known.Count) switch
        {
            ({ } nearest, _) => $"did you mean {nearest}?",
            (null, 0) => "there are none",
            _ => $"known are {string.Join(", ", known)}",
        };
        _findings.Error(key.Place, $"{KeyPath.Key(_path, key.Text)} is not a known {kind}: {advice}");
    }

    private void ReportRepeated()
    {
        foreach (var (key, first) in _map.Repeated)
        {
            _findings.Error(key.Place, $"{KeyPath.Key(_path, key.Text)} is given twice, first in line {first.Line}: keep one");
        }
    }

    private void ReportUnknown()
    {
        var known = _known.Concat(_ignored).ToHashSet(StringComparer.Ordinal);
        var named = _known.Distinct(StringComparer.Ordinal).ToList();
        foreach (var entry in _map.Entries.Where(entry => !known.Contains(entry.Key.Text)))
        {
            Unknown(entry.Key, "key", named);
        }
    }
}
