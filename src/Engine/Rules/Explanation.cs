using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Rules;

/// <summary>Why a request gets the reply that it gets.</summary>
/// <param name="Rule">The rule that makes it; null: none does.</param>
/// <param name="AnsweredBy">Where the reply stands: <c>rules</c>, <c>responses</c> or <c>unknown_response</c>.</param>
/// <param name="Near">The rules that would have been for it with the least change, the nearest first.</param>
internal sealed record Explanation(string? Rule, string AnsweredBy, IReadOnlyList<NearRule> Near)
{
    private const int MostNear = 5;

    /// <param name="rules">The rules in force.</param>
    /// <param name="hasResponse">Whether <c>responses</c> has an entry for a prompt.</param>
    /// <param name="request">The request.</param>
    /// <param name="named">The rule that the request names itself, or null.</param>
    public static Explanation Of(RuleList rules, Func<string, bool> hasResponse, MatchInput request, Rule? named = null)
    {
        var chosen = named ?? rules.First(in request);
        var near =
            from each in rules.All.Select((rule, place) => (rule, place))
            where !ReferenceEquals(each.rule, chosen)
            let failed = each.rule.When.Failures(request).ToList()
            orderby failed.Count, each.place
            select new NearRule(each.rule.Label, failed.Count > 0 ? failed[0] : Behind(chosen, named));
        return new(chosen?.Label, chosen?.Reply is not null ? "rules" : hasResponse(request.Prompt) ? "responses" : "unknown_response", [.. near.Take(MostNear)]);
    }

    /// <summary>As one line.</summary>
    public override string ToString()
    {
        var by = Rule is null ? AnsweredBy : $"rule {Rule}";
        return Near.Count == 0 ? by : $"{by}; near: {string.Join("; ", Near.Select(near => $"{near.Rule} ({near.Failed})"))}";
    }

    private static string Behind(Rule? chosen, Rule? named) =>
        named is null ? $"all of it holds, but {chosen?.Label} comes first" : $"all of it holds, but the request names {named.Label}";
}

/// <param name="Rule">Its name, else its place in the list.</param>
/// <param name="Failed">The first of its conditions that does not hold.</param>
internal sealed record NearRule(string Rule, string Failed);
