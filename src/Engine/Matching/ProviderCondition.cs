using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary><c>provider</c>: the request goes to one of these providers.</summary>
/// <param name="Names">The names under which the providers are configured.</param>
internal sealed record ProviderCondition(IReadOnlyList<string> Names) : Condition
{
    public override int Cost => 1;

    public override bool IsOnModel => true;

    public override string Expected => ConditionText.Some(Names);

    public static ProviderCondition Read(YamlValueReader written, IReadOnlyList<string> providers) =>
        new(ConditionLists.Any(written, value => value.Known(providers, "provider")));

    public override bool Holds(in MatchInput request) => Names.Contains(request.Request.Instance);

    public override string Found(in MatchInput request) => request.Request.Instance;
}
