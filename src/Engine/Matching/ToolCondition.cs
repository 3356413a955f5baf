using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary><c>tool</c>: the request offers a tool whose name matches one of these globs.</summary>
internal sealed record ToolCondition(IReadOnlyList<Glob> Globs) : Condition
{
    public override int Cost => 5;

    public override string Expected => ConditionText.Of(Globs);

    public static ToolCondition Read(YamlValueReader written, IReadOnlyList<string> providers) => new(ConditionLists.Globs(written));

    public override bool Holds(in MatchInput request)
    {
        var tools = request.Tools;
        for (var i = 0; i < tools.Count; i++)
        {
            if (ConditionLists.AnyMatches(Globs, tools[i].Name))
            {
                return true;
            }
        }

        return false;
    }

    public override string Found(in MatchInput request) =>
        request.Tools.Count == 0 ? "none offered" : ConditionText.Some(request.Tools.Select(tool => tool.Name), ", ");
}
