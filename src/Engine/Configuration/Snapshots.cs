using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration;

/// <summary>
/// The snapshot in force and what became of the last edit. Written by whoever follows the configuration, read by every request without a lock.
/// </summary>
internal sealed class Snapshots(Snapshot first)
{
    private volatile Snapshot _current = first;
    private volatile IReadOnlyList<ConfigError> _errors = [];

    /// <summary>Told of every snapshot that comes into force after the first.</summary>
    public event Action<Snapshot>? Accepted;

    /// <summary>The last good snapshot.</summary>
    public Snapshot Current => _current;

    /// <summary>What is wrong with the last edit; empty where it was good.</summary>
    public IReadOnlyList<ConfigError> Errors => _errors;

    public void Accept(Snapshot snapshot)
    {
        _errors = [];
        Replace(snapshot);
    }

    /// <summary>Puts a snapshot into force that says nothing of the last edit of the file.</summary>
    public void Replace(Snapshot snapshot)
    {
        _current = snapshot;
        Accepted?.Invoke(snapshot);
    }

    public void Refuse(IReadOnlyList<ConfigError> errors) => _errors = errors;
}
