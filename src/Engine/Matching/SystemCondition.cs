using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary><c>system</c>: the system prompt matches one of these texts. It is empty if there is none.</summary>
internal sealed record SystemCondition(IReadOnlyList<TextMatch> Texts) : Condition
{
    public override int Cost => 8;

    public override string Expected => ConditionText.Of(Texts);

    public static SystemCondition Read(YamlValueReader written, IReadOnlyList<string> providers) => new(ConditionLists.Texts(written));

    public override bool Holds(in MatchInput request) => ConditionLists.AnyMatches(Texts, request.System);

    public override string Found(in MatchInput request) => ConditionText.Quoted(request.System);
}
