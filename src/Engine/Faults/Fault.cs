using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Precedence;

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

    /// <summary>Whether it is a request's own fault.</summary>
    public bool IsOwn => Id.Length == 0;
}
