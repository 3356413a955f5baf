using MockLlm.Engine.Catalog;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Live;

/// <summary>
/// The configuration in force: the file with the live changes of the whole server. The scopes have their own changes over it.
/// </summary>
/// <param name="snapshots">Receives every new snapshot. The first snapshot is the file's.</param>
/// <param name="providers">The registered providers.</param>
internal sealed class LiveConfig(Snapshots snapshots, IReadOnlyCollection<KnownProvider> providers) : LiveLayer(providers)
{
    private Snapshot _written = snapshots.Current;
    private Snapshot _file = snapshots.Current;
    private IReadOnlyList<ConfigError>? _conflict;

    /// <summary>The snapshot in force.</summary>
    public Snapshots Snapshots => snapshots;

    public override Snapshot Snapshot => snapshots.Current;

    public override Snapshot Own => snapshots.Current;

    protected override Snapshot Under => _written;

    protected override Snapshot Replaceable => _written;

    /// <summary>Applies the live changes to a new version of the file.</summary>
    /// <returns>The errors if the two do not fit together; then nothing changes. Empty if the version is in force.</returns>
    public IReadOnlyList<ConfigError> Rewrite(Snapshot file)
    {
        lock (Gate)
        {
            _file = file;
            var reading = Read(file, Edits);
            if (reading.Snapshot is { } snapshot)
            {
                _written = file;
                snapshots.Accept(snapshot);
            }

            return _conflict = [.. reading.Errors.Select(PlacedInFile)];
        }
    }

    /// <summary>Undoes all live changes and puts the newest good version of the file into force.</summary>
    public void Reset()
    {
        lock (Gate)
        {
            _written = _file;
            Clear();
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

    protected override ConfigReading Apply(LiveEdits edits, Snapshot under) => edits.Over(under, Providers);

    protected override bool Commit(LiveEdits edits, Snapshot snapshot)
    {
        snapshots.Replace(snapshot);
        return true;
    }

    // A live change has no place in the file.
    private static ConfigError PlacedInFile(ConfigError error) =>
        error.Line > 0 ? error : new(1, 1, $"{error.Message} (this was changed live)");
}
