using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules;

/// <summary>Finds the rule that a request names in a header. It answers even if its own conditions do not hold.</summary>
internal static class RequestRule
{
    public const string HeaderName = "X-MockLlm-Rule";

    /// <summary>The rule, or null if the request names none or the name is unknown.</summary>
    public static Rule? Of(RequestHead head, RuleList rules) => head.Header(HeaderName) is { } label ? rules.Named(label) : null;

    /// <summary>Why a request that names a rule cannot be served, or null if it can.</summary>
    public static Problem? Check(RequestHead head, RuleList rules)
    {
        if (head.Header(HeaderName) is not { } label || rules.Named(label) is not null)
        {
            return null;
        }

        return Problem.Of(ErrorKind.InvalidRequest, $"{HeaderName}: there is no rule {KeyPath.ShownName(label)}{Advice(label, rules)}");
    }

    private static string Advice(string label, RuleList rules)
    {
        if (rules.IsEmpty)
        {
            return ", and responses.yml has no rules.";
        }

        return Nearest.To(label, rules.All.Select(rule => rule.Label)) is { } nearest
            ? $": did you mean {nearest}?"
            : $". Write a rule's name, or #1 to #{rules.All.Count} for its place in the list.";
    }
}
