namespace MockLlm.Engine.Yaml.Reading;

/// <summary>
/// Reads a map with known keys. The known keys are those that are read. Every other key in the map is reported as an error.
/// </summary>
internal sealed class YamlMapReader
{
    private readonly YamlMap _map;
    private readonly string _path;
    private readonly Findings _findings;
    private readonly List<string> _known = [];
    private readonly List<string> _ignored = [];

    private YamlMapReader(YamlMap map, string path, Findings findings) => (_map, _path, _findings) = (map, path, findings);

    /// <summary>Reads a map and reports its unknown and repeated keys.</summary>
    /// <param name="map">The map.</param>
    /// <param name="path">The path of the map for messages. Empty for the whole file.</param>
    /// <param name="findings">Collects the mistakes.</param>
    /// <param name="read">Reads all known keys, including those that are not in the map.</param>
    public static T Read<T>(YamlMap map, string path, Findings findings, Func<YamlMapReader, T> read)
    {
        var reader = new YamlMapReader(map, path, findings);
        var result = read(reader);
        reader.ReportRepeated();
        reader.ReportUnknown();
        return result;
    }

    /// <summary>The value of a key, or null if the key is missing or its value has a mistake that has been reported.</summary>
    /// <param name="key">The key. It is known after this call.</param>
    /// <param name="isSecret">Whether the value must not be quoted in messages.</param>
    public YamlValueReader? Value(string key, bool isSecret = false)
    {
        _known.Add(key);
        var entry = _map.Entries.FirstOrDefault(entry => entry.Key.Text == key);
        return entry is null or { Value: YamlRefused } ? null : new(entry.Value, KeyPath.Key(_path, key), _findings, isSecret);
    }

    /// <summary>The value of a key. If the key is missing, that is reported at the place of the map.</summary>
    /// <param name="key">The key. It is known after this call.</param>
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
    /// <param name="why">The rest of the sentence that begins with the path of the map.</param>
    public void Wrong(string why) => _findings.Error(_map.Place, $"{Subject} {why}");

    /// <summary>Warns that the map as a whole is accepted but has no effect, or not the expected one.</summary>
    /// <param name="why">The rest of the sentence that begins with the path of the map.</param>
    public void Warn(string why) => _findings.Warn(_map.Place, $"{Subject} {why}");

    public string? Text(string key) => Value(key)?.Text();

    public bool? Flag(string key) => Value(key)?.Flag();

    public TimeSpan? Duration(string key) => Value(key)?.Duration();

    public long? ByteSize(string key) => Value(key)?.ByteSize();

    /// <summary>Reads the map under a key. If the key is missing, an empty map is read, which gives the defaults.</summary>
    public T Section<T>(string key, Func<YamlMapReader, T> read) =>
        Value(key) is { } section ? section.Map(read) : Read(YamlMap.Empty(_map.Place), KeyPath.Key(_path, key), _findings, read);

    /// <summary>All entries of a map with any keys.</summary>
    public IReadOnlyList<(YamlScalar Key, YamlValueReader Value)> Entries()
    {
        _known.AddRange(_map.Entries.Select(entry => entry.Key.Text));
        return
        [
            .. _map.Entries.Where(entry => entry.Value is not YamlRefused)
                .Select(entry => (entry.Key, new YamlValueReader(entry.Value, KeyPath.Key(_path, entry.Key.Text), _findings))),
        ];
    }

    /// <summary>Accepts a key that has no effect, with a warning.</summary>
    /// <param name="key">The key. It is not an error after this call, and messages do not suggest it.</param>
    /// <param name="reason">Why the key has no effect.</param>
    public void Ignore(string key, string reason)
    {
        _ignored.Add(key);
        if (_map.Entries.FirstOrDefault(entry => entry.Key.Text == key) is { } entry)
        {
            _findings.Warn(entry.Key.Place, $"{KeyPath.Key(_path, key)} is ignored: {reason}");
        }
    }

    /// <summary>Reports a key that is none of the known names.</summary>
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

    /// <summary>Whether the map has a key that has not been read up to now. Such a key is reported at the end.</summary>
    public bool HasUnknown => _map.Entries.Any(entry => !_known.Contains(entry.Key.Text) && !_ignored.Contains(entry.Key.Text));

    /// <summary>The number of mistakes that have been found up to now, in this map and elsewhere.</summary>
    public int Mistakes => _findings.ErrorCount;

    private string Subject => _path.Length == 0 ? "the file" : _path;

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
