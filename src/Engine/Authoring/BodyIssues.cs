namespace MockLlm.Engine;

/// <summary>The first mistake found in one body; vendors name one.</summary>
internal sealed class BodyIssues
{
    public BodyIssue? First { get; private set; }

    public void Note(BodyFlaw flaw, JsonPlace? place, string expected, string found) =>
        First ??= new BodyIssue(flaw, place?.Spell() ?? "", expected, found);
}
