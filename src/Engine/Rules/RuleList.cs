using System.Collections.Frozen;
using System.Globalization;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Engine.Rules;

/// <summary>The configured rules in their order. A list can stand before another one. Its own rules are then asked first.</summary>
internal sealed class RuleList
{
    private readonly IReadOnlyList<Rule> _own;
    private readonly RuleList? _next;
    private readonly RuleIndex? _index;

    /// <param name="own">The rules of this list.</param>
    /// <param name="next">The list that is asked after them, or null.</param>
    public RuleList(IReadOnlyList<Rule> own, RuleList? next = null)
    {
        (_own, _next) = (own, next);
        _index = RuleIndex.IsWorthIt(own.Count) ? new(own) : null;
        Fields = FieldsOf(own, next);
    }

    public static RuleList Empty { get; } = new([]);

    /// <summary>All rules in the order in which they are asked.</summary>
    public IReadOnlyList<Rule> All => field ??= _next is null ? _own : [.. _own, .. _next.All];

    public bool IsEmpty => _own.Count == 0 && _next is null or { IsEmpty: true };

    /// <summary>The fixed texts of the rules' replies.</summary>
    public IEnumerable<ConfiguredText> Texts => Replies.SelectMany(reply => reply.Texts);

    /// <summary>The fields of the request body that templates name.</summary>
    public FrozenSet<string> Fields { get; }

    private IEnumerable<RuleReply> Replies => All.Select(rule => rule.Reply).OfType<RuleReply>();

    /// <summary>The first rule that matches a request, or null.</summary>
    public Rule? First(in MatchInput request)
    {
        if (_index is not null)
        {
            return _index.First(in request) ?? _next?.First(in request);
        }

        for (var i = 0; i < _own.Count; i++)
        {
            if (_own[i].When.Holds(in request))
            {
                return _own[i];
            }
        }

        return _next?.First(in request);
    }

    /// <summary>
    /// Finds a rule by its name, or by its place in the list such as <c>#3</c>. A rule with a name can be found by its place, too. Returns null
    /// if there is none.
    /// </summary>
    public Rule? Named(string label) => All.FirstOrDefault(rule => rule.Label == label) ?? At(label);

    private Rule? At(string label) =>
        label.StartsWith('#') && int.TryParse(label.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place >= 1 && place <= All.Count
            ? All[place - 1]
            : null;

    private static FrozenSet<string> FieldsOf(IReadOnlyList<Rule> own, RuleList? next)
    {
        var named = own.SelectMany(rule => rule.Reply?.Templates ?? []).SelectMany((Template template) => template.Names.Fields).ToList();
        return named.Count == 0 && next is not null ? next.Fields : named.Concat(next?.Fields ?? []).ToFrozenSet(StringComparer.Ordinal);
    }
}
