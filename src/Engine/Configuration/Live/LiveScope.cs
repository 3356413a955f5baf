using Microsoft.Extensions.Logging;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Live;

/// <summary>
/// The live changes of one scope, over the configuration of the whole server. Requests of the scope read <see cref="Snapshot"/> without a
/// lock, as long as the configuration of the server stays the same.
/// </summary>
/// <param name="identity">The scope.</param>
/// <param name="snapshots">The configuration of the whole server.</param>
/// <param name="providers">The registered providers.</param>
/// <param name="shared">What all scopes share.</param>
internal sealed class LiveScope(RequestScope identity, Snapshots snapshots, IReadOnlyCollection<KnownProvider> providers, LiveScopes shared)
    : LiveLayer(providers)
{
    private volatile Derived? _derived;
    private long _lastUsed;

    private sealed record Derived(Snapshot Base, Snapshot Scoped);

    /// <summary>The scope.</summary>
    public RequestScope Identity => identity;

    /// <summary>About the bytes that its changes take.</summary>
    public long Size => Edits.Size;

    /// <summary>When it was last used, as a timestamp of the server's clock.</summary>
    public long LastUsed
    {
        get => Volatile.Read(ref _lastUsed);
        set => Volatile.Write(ref _lastUsed, value);
    }

    public override Snapshot Snapshot
    {
        get
        {
            var current = snapshots.Current;
            return _derived is { } derived && ReferenceEquals(derived.Base, current) ? derived.Scoped : Derive(current);
        }
    }

    public override Snapshot Own => new()
    {
        Scope = identity,
        Rules = Edits.Rules.Over(RuleList.Empty),
        Faults = Edits.Faults.Over(FaultList.Empty),
        Responses = Edits.Responses.Over(ResponseTable.Empty),
    };

    protected override Snapshot Under => Scoped(snapshots.Current);

    // The names of a scope are its own. What it puts does not replace what the whole server has.
    protected override Snapshot Replaceable => Snapshot.Default;

    protected override ConfigReading Apply(LiveEdits edits, Snapshot under) => edits.Before(under, Providers);

    protected override bool Commit(LiveEdits edits, Snapshot snapshot)
    {
        if (!shared.MayGrow(edits.Size - Edits.Size))
        {
            return false;
        }

        shared.Counters.Keep([.. edits.Faults.Items], identity.Key);
        _derived = null;
        return true;
    }

    private Snapshot Derive(Snapshot current)
    {
        lock (Gate)
        {
            var under = Scoped(current);
            var reading = Apply(Edits, under);
            if (reading.Snapshot is null)
            {
                shared.Log.LogError(
                    "The settings of scope {Scope} do not go together with an edit of the file, so they are left out: {Mistakes}",
                    identity.Name,
                    string.Join("; ", reading.Errors.Select(error => error.Message)));
                reading = Apply(Edits with { Patches = MergePatch.Nothing }, under);
            }

            _derived = new(current, reading.Snapshot!);
            return reading.Snapshot!;
        }
    }

    private Snapshot Scoped(Snapshot server) => server with { Scope = identity };
}
