using MockLlm.Engine.Catalog;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Configuration.Live;

/// <summary>
/// The live changes of the whole server, or of one scope. A change takes effect as a whole or not at all. All methods are thread-safe.
/// </summary>
/// <param name="providers">The registered providers.</param>
internal abstract class LiveLayer(IReadOnlyCollection<KnownProvider> providers)
{
    // Every change adds to the changes before it, so their sum is limited.
    private const long MostBytes = 8 * 1024 * 1024;

    private static readonly ConfigError TooMany =
        new(1, 1, "all live changes together are too large: undo some with POST /_mockllm/reset, or write them into the file");

    private readonly string[] _names = [.. providers.Select(provider => provider.Name)];
    private long _edits;

    /// <summary>The configuration in force.</summary>
    public abstract Snapshot Snapshot { get; }

    /// <summary>The rules, faults and responses of this layer alone, in a scope. In the whole server, all of them.</summary>
    public abstract Snapshot Own { get; }

    /// <summary>Guards the changes.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>All changes.</summary>
    protected LiveEdits Edits { get; private set; } = LiveEdits.None;

    /// <summary>The registered providers.</summary>
    protected IReadOnlyCollection<KnownProvider> Providers => providers;

    /// <summary>What is under the changes.</summary>
    protected abstract Snapshot Under { get; }

    /// <summary>The names of the items under the changes that a change of the same name replaces.</summary>
    protected abstract Snapshot Replaceable { get; }

    /// <summary>Adds a rule, or replaces the one of that name. Its sequences begin again.</summary>
    /// <param name="name">The rule's name.</param>
    /// <param name="written">The whole rule, including its name.</param>
    /// <param name="place">Where it comes, or null for the usual place.</param>
    public LiveResult PutRule(string name, YamlMap written, LivePlace? place)
    {
        lock (Gate)
        {
            var findings = new Findings();
            var rule = RulesSection.ReadLive(written, name, ++_edits, _names, findings);
            var isNew = !HasRule(Own, name);
            if (place?.Before is { } before && (before == name || !HasRule(Own, before)))
            {
                var nearest = Nearest.To(before, Own.Rules.All.Select(one => one.Name).OfType<string>().Where(one => one != name));
                findings.Error(default, $"before is {KeyPath.ShownName(before)}: no other rule has that name{(nearest is null ? "" : $", did you mean {nearest}?")}");
            }

            return Put(findings, isNew, () => Edits with { Rules = Edits.Rules.With(name, rule, SizeOf(name, written), place, HasRule(Replaceable, name)) });
        }
    }

    /// <summary>Removes a rule. One of the file stays removed until a reset.</summary>
    /// <returns>Whether there was a rule of that name.</returns>
    public bool DeleteRule(string name)
    {
        lock (Gate)
        {
            return HasRule(Own, name) && Change(Edits with { Rules = Edits.Rules.Without(name, HasRule(Replaceable, name)) }).Errors.Count == 0;
        }
    }

    /// <summary>Removes all rules. Those of the file stay removed until a reset.</summary>
    public void DeleteRules()
    {
        lock (Gate)
        {
            Change(Edits with { Rules = Edits.Rules.WithoutAny() });
        }
    }

    /// <summary>Adds a fault, or replaces the one of that name. Its counters and its clock start from zero, unless it is only switched on or off.</summary>
    /// <param name="name">The fault's name.</param>
    /// <param name="written">The whole fault, including its name.</param>
    public LiveResult PutFault(string name, YamlMap written)
    {
        lock (Gate)
        {
            var findings = new Findings();
            var read = FaultsSection.ReadLive(written, name, ++_edits, SnapshotReader.CatalogOf(Snapshot, providers), findings);
            var before = Own.Faults.All.FirstOrDefault(fault => fault.Name == name);
            return Put(findings, before is null, () => Edits with
            {
                Faults = Edits.Faults.With(
                    name, (read! with { ScopeKey = Snapshot.Scope.Key }).Replacing(before), SizeOf(name, written), place: null, HasFault(Replaceable, name)),
            });
        }
    }

    /// <summary>Removes a fault. One of the file stays removed until a reset.</summary>
    /// <returns>Whether there was a fault of that name.</returns>
    public bool DeleteFault(string name)
    {
        lock (Gate)
        {
            return HasFault(Own, name) && Change(Edits with { Faults = Edits.Faults.Without(name, HasFault(Replaceable, name)) }).Errors.Count == 0;
        }
    }

    /// <summary>Removes all faults. Those of the file stay removed until a reset.</summary>
    public void DeleteFaults()
    {
        lock (Gate)
        {
            Change(Edits with { Faults = Edits.Faults.WithoutAny() });
        }
    }

    /// <summary>Sets the answers to prompts.</summary>
    /// <param name="texts">Prompt → text.</param>
    /// <returns>The result. It is new if at least one prompt had no answer.</returns>
    public LiveResult PutResponses(IReadOnlyList<KeyValuePair<string, string>> texts)
    {
        lock (Gate)
        {
            var own = Own.Responses;
            var changed = texts.Aggregate(Edits.Responses, static (all, one) => all.With(one.Key, one.Value));
            return Put(new(), texts.Any(one => !own.Contains(one.Key)), () => Edits with { Responses = changed });
        }
    }

    /// <summary>Removes the answer to a prompt. One of the file stays removed until a reset.</summary>
    /// <returns>Whether there was an answer to that prompt.</returns>
    public bool DeleteResponse(string prompt)
    {
        lock (Gate)
        {
            return Own.Responses.Contains(prompt)
                && Change(Edits with { Responses = Edits.Responses.Without(prompt, Replaceable.Responses.Contains(prompt)) }).Errors.Count == 0;
        }
    }

    /// <summary>Removes all answers to prompts. Those of the file stay removed until a reset.</summary>
    public void DeleteResponses()
    {
        lock (Gate)
        {
            Change(Edits with { Responses = Edits.Responses.WithoutAny() });
        }
    }

    /// <summary>Merges a part of the file into the configuration (RFC 7396).</summary>
    /// <returns>The errors of the whole; then nothing changes. Empty if the patch is in force.</returns>
    public IReadOnlyList<ConfigError> Patch(YamlMap patch)
    {
        lock (Gate)
        {
            return Change(Edits with { Patches = Edits.Patches.Then(patch) }).Errors;
        }
    }

    /// <summary>The errors that the whole would have after a patch. Nothing changes.</summary>
    public IReadOnlyList<ConfigError> Check(YamlMap patch)
    {
        lock (Gate)
        {
            return Read(Under, Edits with { Patches = Edits.Patches.Then(patch) }).Errors;
        }
    }

    /// <summary>Puts changed edits in force.</summary>
    /// <param name="edits">The edits.</param>
    /// <param name="snapshot">What they make of what is under them.</param>
    /// <returns>Whether there is room for them.</returns>
    protected abstract bool Commit(LiveEdits edits, Snapshot snapshot);

    /// <summary>Applies edits to what is under them.</summary>
    protected abstract ConfigReading Apply(LiveEdits edits, Snapshot under);

    /// <summary>Applies edits to what is under them, unless they are too large.</summary>
    protected ConfigReading Read(Snapshot under, LiveEdits edits) =>
        edits.Size > MostBytes ? new(null, [TooMany], []) : Apply(edits, under);

    /// <summary>Forgets all edits.</summary>
    protected void Clear() => Edits = LiveEdits.None;

    private LiveResult Put(Findings findings, bool isNew, Func<LiveEdits> edits) => findings.HasErrors
        ? new(findings.Errors, [], isNew)
        : new(Change(edits()).Errors, findings.Warnings, isNew);

    private ConfigReading Change(LiveEdits edits)
    {
        var reading = Read(Under, edits);
        if (reading.Snapshot is not { } snapshot)
        {
            return reading;
        }

        if (!Commit(edits, snapshot))
        {
            return new(null, [TooMany], []);
        }

        Edits = edits;
        return reading;
    }

    private static long SizeOf(string name, YamlMap written) => YamlSize.Of(name) + YamlSize.Of(written);

    private static bool HasRule(Snapshot snapshot, string name) => snapshot.Rules.All.Any(rule => rule.Name == name);

    private static bool HasFault(Snapshot snapshot, string name) => snapshot.Faults.All.Any(fault => fault.Name == name);
}
