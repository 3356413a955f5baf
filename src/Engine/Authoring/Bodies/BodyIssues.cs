using MockLlm.Engine.Work;

namespace MockLlm.Engine;

/// <summary>Keeps the first mistake in a body. Vendors report only one. Whoever reads the body counts the work here.</summary>
/// <param name="work">The work of the request, or null if nothing limits it.</param>
internal sealed class BodyIssues(WorkBudget? work = null)
{
    /// <summary>The work of the request.</summary>
    public WorkBudget Work { get; } = work ?? new();

    public BodyIssue? First { get; private set; }

    public void Note(BodyFlaw flaw, JsonPlace? place, string expected, string found) =>
        First ??= new BodyIssue(flaw, place?.Spell() ?? "", expected, found);
}
