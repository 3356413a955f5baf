using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary><c>path</c>: the path as sent, without the query, matches one of these globs.</summary>
internal sealed record PathCondition(IReadOnlyList<Glob> Globs) : Condition
{
    public override int Cost => 3;

    public override string Expected => ConditionText.Of(Globs);

    public static PathCondition Read(YamlValueReader written, IReadOnlyList<string> providers) => new(ConditionLists.Globs(written));

    public override bool Holds(in MatchInput request) => ConditionLists.AnyMatches(Globs, request.Head?.Path);

    public override string Found(in MatchInput request) => request.Head?.Path ?? "none";
}
