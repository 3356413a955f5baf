using MockLlm.Engine.Catalog;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Live;

/// <summary>
/// The configuration in force: the file with the live changes. The reader of the file reads and validates the whole after every change.
/// A change takes effect as a whole or not at all. All methods are thread-safe.
/// </summary>
/// <param name="snapshots">Receives every new snapshot. The first snapshot is the file's.</param>
/// <param name="providers">The registered providers.</param>
internal sealed class LiveConfig(Snapshots snapshots, IReadOnlyCollection<KnownProvider> providers)
{
    // Every change adds to the changes before it, so their sum is limited.
    private const long MostBytes = 8 * 1024 * 1024;

    private static readonly ConfigReading TooMany = new(
        null,
        [new(1, 1, "all live changes together are too large: undo some with POST /_mockllm/reset, or write them into the file")],
        []);

    private readonly Lock _gate = new();
    private Snapshot _written = snapshots.Current;
    private Snapshot _file = snapshots.Current;
    private LiveEdits _edits = LiveEdits.None;
    private IReadOnlyList<ConfigError>? _conflict;
    private long _count;

    /// <summary>The snapshot in force.</summary>
    public Snapshots Snapshots => snapshots;

    /// <summary>Applies the live changes to a new version of the file.</summary>
    /// <returns>The errors if the two do not fit together; then nothing changes. Empty if the version is in force.</returns>
    public IReadOnlyList<ConfigError> Rewrite(Snapshot file)
    {
        lock (_gate)
        {
            _file = file;
            var reading = Read(file, _edits);
            if (reading.Snapshot is { } snapshot)
            {
                _written = file;
                snapshots.Accept(snapshot);
            }

            return _conflict = [.. reading.Errors.Select(PlacedInFile)];
        }
    }

    /// <summary>Merges a part of the file into the configuration (RFC 7396).</summary>
    /// <returns>The errors of the whole; then nothing changes. Empty if the patch is in force.</returns>
    public IReadOnlyList<ConfigError> Patch(YamlMap patch)
    {
        lock (_gate)
        {
            return Change(_edits with { Patches = _edits.Patches.Then(patch) }).Errors;
        }
    }

    /// <summary>The errors that the whole would have after a patch. Nothing changes.</summary>
    public IReadOnlyList<ConfigError> Check(YamlMap patch)
    {
        lock (_gate)
        {
            return Read(_written, _edits with { Patches = _edits.Patches.Then(patch) }).Errors;
        }
    }

    /// <summary>Adds a live fault, or replaces the one of that name. Its counters and its clock start from zero.</summary>
    /// <returns>The errors, the reasons why the fault can never fire, and whether there was no fault of that name.</returns>
    public (IReadOnlyList<ConfigError> Errors, IReadOnlyList<string> Warnings, bool IsNew) PutFault(string name, YamlMap written)
    {
        lock (_gate)
        {
            var isNew = !NamesIn(snapshots.Current).Contains(name);
            var reading = Change(_edits with { Faults = _edits.Faults.With(name, written, ++_count) });
            return (reading.Errors, WarningsOf(name, reading), isNew);
        }
    }

    /// <summary>Removes a fault. One of the file stays removed until a reset.</summary>
    /// <returns>Whether there was a fault of that name.</returns>
    public bool DeleteFault(string name)
    {
        lock (_gate)
        {
            var isInFile = NamesIn(_written).Contains(name);
            return NamesIn(snapshots.Current).Contains(name) && Change(_edits with { Faults = _edits.Faults.Without(name, isInFile) }).Errors.Count == 0;
        }
    }

    /// <summary>Removes all faults. Those of the file stay removed until a reset.</summary>
    public void DeleteFaults()
    {
        lock (_gate)
        {
            Change(_edits with { Faults = _edits.Faults.WithoutAny() });
        }
    }

    /// <summary>Undoes all live changes and puts the newest good version of the file into force.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            (_written, _edits) = (_file, LiveEdits.None);
            if (ReferenceEquals(snapshots.Errors, _conflict))
            {
                snapshots.Accept(_file);
            }
            else
            {
                snapshots.Replace(_file);
            }
        }
    }

    // A live change has no place in the file.
    private static ConfigError PlacedInFile(ConfigError error) =>
        error.Line > 0 ? error : new(1, 1, $"{error.Message} (this was changed live)");

    private static IEnumerable<string?> NamesIn(Snapshot snapshot) => snapshot.Faults.All.Select(fault => fault.Name);

    // Warnings about other faults were reported when those faults came.
    private static IReadOnlyList<string> WarningsOf(string name, ConfigReading reading)
    {
        if (reading.Snapshot is not { } snapshot)
        {
            return [];
        }

        var place = snapshot.Faults.All.TakeWhile(fault => fault.Name != name).Count();
        var path = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"faults[{place}] ");
        return [.. reading.Warnings.Where(warning => warning.Message.StartsWith(path, StringComparison.Ordinal)).Select(warning => warning.Message[path.Length..])];
    }

    private ConfigReading Change(LiveEdits edits)
    {
        var reading = Read(_written, edits);
        if (reading.Snapshot is { } snapshot)
        {
            _edits = edits;
            snapshots.Replace(snapshot);
        }

        return reading;
    }

    private ConfigReading Read(Snapshot file, LiveEdits edits)
    {
        if (edits.Size > MostBytes)
        {
            return TooMany;
        }

        if (edits == LiveEdits.None)
        {
            return new(file, [], []);
        }

        var reading = SnapshotReader.Edit(file, edits.Over(file.Written), edits.Patched, providers);
        return reading.Snapshot is { } read ? reading with { Snapshot = read with { Faults = edits.Faults.Mark(read.Faults) } } : reading;
    }
}
