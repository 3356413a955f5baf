using MockLlm.Engine.Precedence;

namespace MockLlm.Engine.Rules;

/// <summary>Applies live changes to the rules of the file.</summary>
internal static class LiveRules
{
    /// <summary>The rules in force.</summary>
    /// <param name="live">The live changes.</param>
    /// <param name="under">The rules under them.</param>
    public static RuleList Over(this LiveList<Rule> live, RuleList under)
    {
        if (live == LiveList<Rule>.None)
        {
            return under;
        }

        // The index of a long list is made only once, unless the list itself changes.
        var names = under.All.Select(static rule => rule.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return live.OnlyAddsBefore(names.Contains)
            ? new([.. live.Items], under)
            : new(live.Over(under.All, static rule => rule.Name));
    }
}
