using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary><c>prompt</c>: the last user message matches one of these texts.</summary>
internal sealed record PromptCondition(IReadOnlyList<TextMatch> Texts) : Condition
{
    public override int Cost => 9;

    public override string Expected => ConditionText.Of(Texts);

    public static PromptCondition Read(YamlValueReader written, IReadOnlyList<string> providers) => new(ConditionLists.Texts(written));

    public override bool Holds(in MatchInput request) => ConditionLists.AnyMatches(Texts, request.Prompt);

    public override string Found(in MatchInput request) => ConditionText.Quoted(request.Prompt);
}
