using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Tests.Matching;

namespace MockLlm.Engine.Tests.Rules;

/// <summary>An index finds the rule that asking one after the other would find.</summary>
public sealed class RuleIndexProperties
{
    // Letters whose cases are no pair of their own are among them.
    private static readonly string[] Letters = ["a", "A", "b", "ab", "ba", "s", "K", "İ", "ı", "ſ", "\u212A", "ß", "é", "É", "\uD801\uDC00", "\uD801\uDC28", " "];

    private static readonly Gen<string> Text = Gen.Choose(1, 4).SelectMany(length => Gen.Elements(Letters).ArrayOf(length)).Select(string.Concat);

    private static readonly Gen<TextMatch> Match =
        from text in Text
        from comparison in Gen.Elements(StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase)
        from match in Gen.Elements<TextMatch>(
            new TextMatch.Exact(text, comparison),
            new TextMatch.StartsWith(text, comparison),
            new TextMatch.Contains(text, comparison),
            TextMatch.Pattern.Of(text, comparison == StringComparison.OrdinalIgnoreCase))
        select match;

    private static readonly Gen<Rule> AnyRule =
        from matches in Gen.Choose(0, 3).SelectMany(count => Match.ArrayOf(count))
        from models in Gen.Elements<Glob[]?>(null, null, [new("gpt-*")], [new("o?"), new("4o")])
        from providers in Gen.Elements<string[]?>(null, null, ["openai"], ["anthropic"])
        let prompts = matches.Length == 0 && models is not null ? null : new PromptCondition(matches)
        select new Rule(null, WhenOf(prompts, models is null ? null : new ModelCondition(models), providers is null ? null : new ProviderCondition(providers)), null, null);

    private static readonly Gen<MatchInput> Request =
        from prompt in Gen.Choose(0, 6).SelectMany(length => Gen.Elements(Letters).ArrayOf(length)).Select(string.Concat)
        from model in Gen.Elements("gpt-4o", "4o", "o1", "claude", null)
        from provider in Gen.Elements("openai", "anthropic")
        select Inputs.Of(provider, model, model == "4o" ? "gpt-4o" : null, new([new("user", prompt)], model));

    [Property(MaxTest = 300)]
    public Property Finds_the_first_that_matches()
    {
        var cases =
            from rules in Gen.Choose(1, 150).SelectMany(count => AnyRule.ArrayOf(count))
            from requests in Request.ArrayOf(20)
            select (rules, requests);
        return Prop.ForAll(cases.ToArbitrary(), each =>
        {
            var index = new RuleIndex(each.rules);
            return each.requests.All(request => ReferenceEquals(index.First(request), Naive(each.rules, request)));
        });
    }

    private static When WhenOf(params Condition?[] conditions) => When.All(conditions.OfType<Condition>().Select(condition => ("", condition)));

    private static Rule? Naive(Rule[] rules, MatchInput request) => Array.Find(rules, rule => rule.When.Holds(in request));
}
