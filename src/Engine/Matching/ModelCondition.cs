using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary><c>model</c>: the model's name as sent, or its canonical name, matches one of these globs.</summary>
internal sealed record ModelCondition(IReadOnlyList<Glob> Globs) : Condition
{
    public override int Cost => 2;

    public override bool IsOnModel => true;

    public override string Expected => ConditionText.Of(Globs);

    public static ModelCondition Read(YamlValueReader written, IReadOnlyList<string> providers) => new(ConditionLists.Globs(written));

    public override bool Holds(in MatchInput request) =>
        ConditionLists.AnyMatches(Globs, request.Request.Model) || ConditionLists.AnyMatches(Globs, request.Request.ListedModel);

    public override string Found(in MatchInput request) => (request.Request.Model, request.Request.ListedModel) switch
    {
        (null, _) => "none",
        ({ } model, { } listed) when model != listed => $"{model} ({listed})",
        ({ } model, _) => model,
    };
}
