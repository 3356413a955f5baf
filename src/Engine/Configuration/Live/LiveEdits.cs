using MockLlm.Engine.Catalog;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Live;

/// <summary>All live changes, as a value that can be applied to any version of what is under them.</summary>
internal sealed record LiveEdits
{
    private LiveEdits()
    {
    }

    /// <summary>No changes.</summary>
    public static LiveEdits None { get; } = new();

    /// <summary>All patches as one.</summary>
    public MergePatch Patches { get; init; } = MergePatch.Nothing;

    /// <summary>The changes to the rules.</summary>
    public LiveList<Rule> Rules { get; init; } = LiveList<Rule>.None;

    /// <summary>The changes to the faults.</summary>
    public LiveList<Fault> Faults { get; init; } = LiveList<Fault>.None;

    /// <summary>The changes to the responses.</summary>
    public LiveResponses Responses { get; init; } = LiveResponses.None;

    /// <summary>About the bytes that the changes take.</summary>
    public long Size => Patches.Size + Rules.Size + Faults.Size + Responses.Size;

    /// <summary>Applies the changes to the file. They replace what has the same name. The result has errors if the whole cannot be used.</summary>
    /// <param name="file">The file.</param>
    /// <param name="providers">The registered providers.</param>
    public ConfigReading Over(Snapshot file, IReadOnlyCollection<KnownProvider> providers) => Applied(file, providers, patched => patched with
    {
        Rules = Rules.Over(patched.Rules),
        Faults = Faults.Over(patched.Faults),
        Responses = Responses.Over(patched.Responses),
    });

    /// <summary>
    /// Applies the changes of a scope to the configuration of the whole server. They come before what is there and replace nothing. The result
    /// has errors if the whole cannot be used.
    /// </summary>
    /// <param name="server">The configuration of the whole server.</param>
    /// <param name="providers">The registered providers.</param>
    public ConfigReading Before(Snapshot server, IReadOnlyCollection<KnownProvider> providers) => Applied(server, providers, patched => patched with
    {
        Rules = Rules == LiveList<Rule>.None ? patched.Rules : new(Rules.Over([], static rule => rule.Name), patched.Rules),
        Faults = Faults == LiveList<Fault>.None ? patched.Faults : new([.. Faults.Over([], static fault => fault.Name), .. patched.Faults.All]),
        Responses = Responses.Before(patched.Responses),
    });

    private ConfigReading Applied(Snapshot under, IReadOnlyCollection<KnownProvider> providers, Func<Snapshot, Snapshot> apply)
    {
        var reading = Patches == MergePatch.Nothing
            ? new(under, [], [])
            : SnapshotReader.Edit(under, (YamlMap)Patches.Over(under.Written)!, (YamlMap)Patches.Over(under.Live.Changed)!, providers);
        return reading.Snapshot is { } patched && this != None ? reading with { Snapshot = apply(patched) } : reading;
    }
}
