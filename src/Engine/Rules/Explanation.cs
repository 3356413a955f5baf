using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Rules;

/// <summary>Explains which rule or response answers a request, and why other rules do not.</summary>
/// <param name="Rule">The rule that answers, or null if none does.</param>
/// <param name="AnsweredBy">The part of the configuration that has the reply: <c>rules</c>, <c>responses</c>, <c>unknown_response</c> or <c>generate</c>.</param>
/// <param name="Near">The rules with the fewest conditions that do not hold, at most five, the nearest first.</param>
internal sealed record Explanation(string? Rule, string AnsweredBy, IReadOnlyList<NearRule> Near)
{
    private const int MostNear = 5;

    /// <summary>Explains a request.</summary>
    /// <param name="rules">The rules in force.</param>
    /// <param name="hasResponse">Whether <c>responses</c> has an entry for a prompt.</param>
    /// <param name="generates">Whether <c>defaults.generate</c> answers every other prompt.</param>
    /// <param name="request">The request.</param>
    /// <param name="named">The rule that the request names itself, or null.</param>
    public static Explanation Of(RuleList rules, Func<string, bool> hasResponse, bool generates, MatchInput request, Rule? named = null)
    {
        var chosen = named ?? rules.First(in request);
        var near =
            from each in rules.All.Select((rule, place) => (rule, place))
            where !ReferenceEquals(each.rule, chosen)
            let failed = each.rule.When.Failures(request).ToList()
            orderby failed.Count, each.place
            select new NearRule(each.rule.Label, failed.Count > 0 ? failed[0] : Behind(chosen, named));
        var answeredBy = chosen?.Reply is not null ? "rules" : hasResponse(request.Prompt) ? "responses" : generates ? "generate" : "unknown_response";
        return new(chosen?.Label, answeredBy, [.. near.Take(MostNear)]);
    }

    /// <summary>The explanation in one line.</summary>
    public override string ToString()
    {
        var by = Rule is null ? AnsweredBy : $"rule {Rule}";
        return Near.Count == 0 ? by : $"{by}; near: {string.Join("; ", Near.Select(near => $"{near.Rule} ({near.Failed})"))}";
    }

    private static string Behind(Rule? chosen, Rule? named) =>
        named is null ? $"all of it holds, but {chosen?.Label} comes first" : $"all of it holds, but the request names {named.Label}";
}

/// <summary>A rule that does not answer.</summary>
/// <param name="Rule">Its name, else its place in the list, such as <c>#3</c>.</param>
/// <param name="Failed">Its first condition that does not hold, or the reason why another rule comes first.</param>
internal sealed record NearRule(string Rule, string Failed);
