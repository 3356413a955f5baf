using MockLlm.Engine.Configuration;
using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Rules;

/// <summary>The rules in their order.</summary>
internal sealed class RuleBook(IReadOnlyList<Rule> rules)
{
    public static RuleBook Empty { get; } = new([]);

    public bool IsEmpty => rules.Count == 0;

    /// <summary>The texts that rules reply with.</summary>
    public IEnumerable<ConfiguredText> Texts => rules.Select(rule => rule.Reply).OfType<RuleReply.Fixed>().Select(reply => reply.Text);

    /// <summary>The first rule that is for a request, or null.</summary>
    public Rule? First(in Subject request)
    {
        foreach (var rule in rules)
        {
            if (rule.When.Holds(in request))
            {
                return rule;
            }
        }

        return null;
    }
}
