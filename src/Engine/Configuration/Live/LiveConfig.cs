using MockLlm.Engine.Catalog;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Live;

/// <summary>
/// The one writer of the snapshot in force: the file as it was last read, with what was changed while the server runs laid over it. Every
/// change is read and validated whole, by the file's own reader, and takes effect whole or not at all. For any thread.
/// </summary>
/// <param name="snapshots">What is in force; the first is the file's.</param>
/// <param name="providers">The registered providers.</param>
internal sealed class LiveConfig(Snapshots snapshots, IReadOnlyCollection<KnownProvider> providers)
{
    private readonly Lock _gate = new();
    private Snapshot _written = snapshots.Current;
    private Snapshot _file = snapshots.Current;
    private LiveEdits _edits = LiveEdits.None;
    private IReadOnlyList<ConfigError>? _conflict;
    private long _count;

    /// <summary>What is in force.</summary>
    public Snapshots Snapshots => snapshots;

    /// <summary>Puts a new version of the file under the changes.</summary>
    /// <returns>Why they do not go together, and everything stays as it was; empty: the version is in force.</returns>
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

    /// <summary>Merges a piece of the file over what is in force (RFC 7396).</summary>
    /// <returns>What is wrong with the whole, and everything stays as it was; empty: it is in force.</returns>
    public IReadOnlyList<ConfigError> Patch(YamlMap patch)
    {
        lock (_gate)
        {
            return Change(_edits with { Patches = _edits.Patches.Then(patch) }).Errors;
        }
    }

    /// <summary>What would be wrong with the whole after a patch; nothing is changed.</summary>
    public IReadOnlyList<ConfigError> Check(YamlMap patch)
    {
        lock (_gate)
        {
            return Read(_written, _edits with { Patches = _edits.Patches.Then(patch) }).Errors;
        }
    }

    /// <summary>Puts a fault in the place of the one of that name, or last. It counts anew from now on.</summary>
    /// <returns>What is wrong with it, why it never fires where that is so, and whether there was none of that name.</returns>
    public (IReadOnlyList<ConfigError> Errors, IReadOnlyList<string> Warnings, bool IsNew) PutFault(string name, YamlMap written)
    {
        lock (_gate)
        {
            var isNew = !NamesIn(snapshots.Current).Contains(name);
            var reading = Change(_edits with { Faults = _edits.Faults.With(name, written, ++_count) });
            return (reading.Errors, WarningsOf(name, reading), isNew);
        }
    }

    /// <returns>False: there is none of that name.</returns>
    public bool DeleteFault(string name)
    {
        lock (_gate)
        {
            var isInFile = NamesIn(_written).Contains(name);
            return NamesIn(snapshots.Current).Contains(name) && Change(_edits with { Faults = _edits.Faults.Without(name, isInFile) }).Errors.Count == 0;
        }
    }

    public void DeleteFaults()
    {
        lock (_gate)
        {
            Change(_edits with { Faults = _edits.Faults.WithoutAny() });
        }
    }

    /// <summary>Undoes all changes: what the file says is in force.</summary>
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

    // What was put live stands nowhere in the file.
    private static ConfigError PlacedInFile(ConfigError error) =>
        error.Line > 0 ? error : new(1, 1, $"{error.Message} (this was changed live)");

    private static IEnumerable<string?> NamesIn(Snapshot snapshot) => snapshot.Faults.All.Select(fault => fault.Name);

    // What is said of other faults was said when they came.
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
        if (edits == LiveEdits.None)
        {
            return new(file, [], []);
        }

        var reading = SnapshotReader.Edit(file, edits.Over(file.Written), edits.Patched, providers);
        return reading.Snapshot is { } read ? reading with { Snapshot = read with { Faults = edits.Faults.Mark(read.Faults) } } : reading;
    }
}
