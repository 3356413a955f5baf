using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml;

namespace MockLlm.Web.Control;

/// <summary><c>/_mockllm/rules</c>: lists, adds and removes rules.</summary>
internal static class RuleRoutes
{
    public const string Path = "/rules";

    private const string FirstName = "first";
    private const string BeforeName = "before";

    private static readonly NamedItem Item = new("rule", "{\"when\": {\"prompt\": \"hi\"}, \"reply\": {\"text\": \"Hello.\"}}");

    /// <summary>Lists all rules in the order in which they are checked.</summary>
    public static ControlAnswer List(LiveLayer live) =>
        ControlAnswer.Tree(StatusCodes.Status200OK, new YamlList(default, [.. live.Own.Rules.All.Select(rule => rule.Tree)]));

    /// <summary>Adds a live rule, or replaces the one of that name.</summary>
    public static ControlAnswer Put(LiveLayer live, HttpContext http, YamlNode? body, ILogger log)
    {
        var (place, mistake) = PlaceIn(http.Request.Query);
        var name = NamedItem.NameIn(http);
        return mistake is null ? Item.Put(name, body, rule => live.PutRule(name, rule, place), log) : ControlAnswer.Invalid(mistake);
    }

    /// <summary>Removes a rule.</summary>
    public static ControlAnswer Delete(LiveLayer live, string name) => live.DeleteRule(name)
        ? ControlAnswer.NoContent
        : Item.Missing(name, [.. live.Own.Rules.All.Select(rule => rule.Name).OfType<string>()]);

    /// <summary>Removes all rules.</summary>
    public static ControlAnswer DeleteAll(LiveLayer live)
    {
        live.DeleteRules();
        return ControlAnswer.NoContent;
    }

    private static (LivePlace? Place, string? Mistake) PlaceIn(IQueryCollection query)
    {
        var (first, before) = (query[FirstName].ToString(), query[BeforeName].ToString());
        return (query.ContainsKey(FirstName), query.ContainsKey(BeforeName), first) switch
        {
            (true, true, _) => (null, "The query has both first and before: keep one of them."),
            (true, false, not ("true" or "false")) => (null, "first must be true or false."),
            (true, false, "true") => (new(IsFirst: true), null),
            (false, true, _) => (new(Before: before), null),
            _ => (null, null),
        };
    }
}
