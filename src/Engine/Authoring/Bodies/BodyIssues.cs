namespace MockLlm.Engine;

/// <summary>Keeps the first mistake in a body. Vendors report only one.</summary>
internal sealed class BodyIssues
{
    public BodyIssue? First { get; private set; }

    public void Note(BodyFlaw flaw, JsonPlace? place, string expected, string found) =>
        First ??= new BodyIssue(flaw, place?.Spell() ?? "", expected, found);
}
