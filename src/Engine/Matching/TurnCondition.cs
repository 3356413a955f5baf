using System.Globalization;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary><c>turn</c>: the conversation has one of these numbers of user messages.</summary>
internal sealed record TurnCondition(IReadOnlyList<ulong> Turns) : Condition
{
    public override int Cost => 4;

    public override string Expected => ConditionText.Some(Turns.Select(turn => turn.ToString(CultureInfo.InvariantCulture)));

    public static TurnCondition Read(YamlValueReader written, IReadOnlyList<string> providers) =>
        new([.. OneOrMore.Of(written).Select(ReadTurn).OfType<ulong>()]);

    public override bool Holds(in MatchInput request) => Turns.Contains((ulong)request.Turn);

    public override string Found(in MatchInput request) => request.Turn.ToString(CultureInfo.InvariantCulture);

    private static ulong? ReadTurn(YamlValueReader value) => value.Whole(_ => true, "it must be a whole number of user messages, for instance 1");
}
