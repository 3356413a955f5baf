using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Precedence;

namespace MockLlm.Engine.Faults;

/// <summary>Something that goes wrong on purpose: what, for which requests and when.</summary>
/// <param name="Id">Tells it from the others: its name, else what is written and how many before it say the same.</param>
/// <param name="Name">Its name; null: it has none.</param>
/// <param name="Kind">What goes wrong.</param>
/// <param name="When">Which requests it is for.</param>
/// <param name="Trigger">Which of those it hits.</param>
/// <param name="Written">All that is written of it: as long as that stays, its counters and its clock do.</param>
internal sealed record Fault(string Id, string? Name, FaultKind Kind, When When, Trigger Trigger, string Written)
{
    /// <summary>Where it comes from.</summary>
    public ConfigLayer Layer { get; init; } = ConfigLayer.TopLevel;

    /// <summary>What its choices are drawn for.</summary>
    public string Purpose { get; } = "fault " + Id;

    /// <summary>The same for what is written the same.</summary>
    public int Hash { get; } = HashCode.Combine(Id, Written);

    /// <summary>What is said of it outside.</summary>
    public string Label => Name ?? Kind.Name;

    /// <summary>A request's own: nothing is counted over several requests.</summary>
    public static Fault Own(FaultKind kind, Trigger trigger) => new("", null, kind, When.Any, trigger, "") { Layer = ConfigLayer.Request };

    /// <summary>Whether nothing is remembered of it.</summary>
    public bool IsOwn => Id.Length == 0;
}
