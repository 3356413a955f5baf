using System.Collections.Frozen;
using System.Globalization;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Engine.Rules;

/// <summary>The configured rules in their order.</summary>
internal sealed class RuleList(IReadOnlyList<Rule> rules)
{
    private readonly RuleIndex? _index = RuleIndex.IsWorthIt(rules.Count) ? new(rules) : null;

    public static RuleList Empty { get; } = new([]);

    public IReadOnlyList<Rule> All => rules;

    public bool IsEmpty => rules.Count == 0;

    /// <summary>The fixed texts of the rules' replies.</summary>
    public IEnumerable<ConfiguredText> Texts => Replies.SelectMany(reply => reply.Texts);

    /// <summary>The fields of the request body that templates name.</summary>
    public FrozenSet<string> Fields { get; } = FieldsOf(rules);

    private IEnumerable<RuleReply> Replies => rules.Select(rule => rule.Reply).OfType<RuleReply>();

    /// <summary>The first rule that matches a request, or null.</summary>
    public Rule? First(in MatchInput request)
    {
        if (_index is not null)
        {
            return _index.First(in request);
        }

        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].When.Holds(in request))
            {
                return rules[i];
            }
        }

        return null;
    }

    /// <summary>
    /// Finds a rule by its name, or by its place in the list such as <c>#3</c>. A rule with a name can be found by its place, too. Returns null
    /// if there is none.
    /// </summary>
    public Rule? Named(string label) => rules.FirstOrDefault(rule => rule.Label == label) ?? At(label);

    private Rule? At(string label) =>
        label.StartsWith('#') && int.TryParse(label.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place >= 1 && place <= rules.Count
            ? rules[place - 1]
            : null;

    private static FrozenSet<string> FieldsOf(IReadOnlyList<Rule> rules) => rules
        .SelectMany(rule => rule.Reply?.Templates ?? [])
        .SelectMany((Template template) => template.Names.Fields)
        .ToFrozenSet(StringComparer.Ordinal);
}
