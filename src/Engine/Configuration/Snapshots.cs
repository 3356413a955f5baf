using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration;

/// <summary>
/// The snapshot in force, and the errors of the last edit. Requests read it without a lock. Only <c>LiveConfig</c> and <c>ConfigActor</c>
/// write it.
/// </summary>
internal sealed class Snapshots(Snapshot first)
{
    private volatile Snapshot _current = first;
    private volatile IReadOnlyList<ConfigError> _errors = [];

    /// <summary>Raised for every snapshot that comes into force after the first.</summary>
    public event Action<Snapshot>? Accepted;

    /// <summary>The last good snapshot.</summary>
    public Snapshot Current => _current;

    /// <summary>The errors of the last edit. Empty if the edit was good.</summary>
    public IReadOnlyList<ConfigError> Errors => _errors;

    /// <summary>Puts a good edit of the file into force.</summary>
    public void Accept(Snapshot snapshot)
    {
        _errors = [];
        Replace(snapshot);
    }

    /// <summary>Puts a snapshot into force without changing the errors of the last edit.</summary>
    public void Replace(Snapshot snapshot)
    {
        _current = snapshot;
        Accepted?.Invoke(snapshot);
    }

    /// <summary>Keeps the snapshot in force, because an edit of the file has errors.</summary>
    public void Refuse(IReadOnlyList<ConfigError> errors) => _errors = errors;
}
