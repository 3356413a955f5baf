using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary><c>stream</c>: whether the client wants the answer as a stream.</summary>
internal sealed record StreamCondition(bool Stream) : Condition
{
    public override int Cost => 0;

    public override string Expected => ConditionText.Of(Stream);

    public static StreamCondition? Read(YamlValueReader written, IReadOnlyList<string> providers) => written.Flag() is { } stream ? new(stream) : null;

    public override bool Holds(in MatchInput request) => request.Stream == Stream;

    public override string Found(in MatchInput request) => ConditionText.Of(request.Stream);
}
