using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Faults;

/// <summary>A configured failure: what fails, for which requests, and when.</summary>
/// <param name="Id">
/// Distinguishes it from other faults: its name, else its text and the number of faults before it with the same text. Empty for a
/// request's own fault.
/// </param>
/// <param name="Name">Its name, or null.</param>
/// <param name="Kind">What fails.</param>
/// <param name="When">Which requests it applies to.</param>
/// <param name="Trigger">Which of these requests it hits.</param>
/// <param name="Written">Its text in the configuration. Its counters and its clock are kept as long as the text stays the same.</param>
internal sealed record Fault(string Id, string? Name, FaultKind Kind, When When, Trigger Trigger, string Written)
{
    /// <summary>The key that switches a fault on or off.</summary>
    public const string EnabledKey = "enabled";

    /// <summary>Whether it can fire. A fault that is switched off keeps its place, its counters and its clock.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The fault as it is written.</summary>
    public YamlMap Tree { get; init; } = YamlMap.Empty(default);

    /// <summary>The key of the scope that it was put into. Empty for a fault of the whole server.</summary>
    public string ScopeKey { get; init; } = "";

    /// <summary>Where it comes from.</summary>
    public ConfigLayer Layer { get; init; } = ConfigLayer.TopLevel;

    /// <summary>Separates its random choices from others of the same request.</summary>
    public string Purpose { get; } = "fault " + Id;

    /// <summary>A hash code that is equal for faults with the same id and text.</summary>
    public int Hash { get; } = HashCode.Combine(Id, Written);

    /// <summary>Its name in headers and logs.</summary>
    public string Label => Name ?? Kind.Name;

    /// <summary>The fault that a request asks for itself. Nothing is counted over several requests.</summary>
    public static Fault Own(FaultKind kind, Trigger trigger) => new("", null, kind, When.Any, trigger, "") { Layer = ConfigLayer.Request };

    /// <summary>
    /// This fault with the counters of another one, if the two differ only in being switched on or off. Otherwise the fault itself, which
    /// counts from zero.
    /// </summary>
    /// <param name="before">The fault of the same name that this one replaces, or null.</param>
    public Fault Replacing(Fault? before) => before is not null && before.IsEnabled != IsEnabled && MeaningOf(before.Tree) == MeaningOf(Tree)
        ? new(Id, Name, Kind, When, Trigger, before.Written) { IsEnabled = IsEnabled, Tree = Tree, ScopeKey = ScopeKey, Layer = Layer }
        : this;

    /// <summary>The canonical text of a fault. Whether it is switched on makes no difference.</summary>
    public static string TextOf(YamlMap tree) =>
        CanonicalYaml.Of(tree with { Entries = [.. tree.Entries.Where(static entry => entry.Key.Text != EnabledKey)] });

    // A text with quotes in JSON may have none in the file.
    private static string MeaningOf(YamlMap tree) => TextOf((YamlMap)YamlJsonReader.Again(tree));

    /// <summary>Whether it is a request's own fault.</summary>
    public bool IsOwn => Id.Length == 0;
}
