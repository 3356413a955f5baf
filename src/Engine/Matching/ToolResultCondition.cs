using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary><c>tool_result</c>: whether the last message has tool results, or what their text is.</summary>
internal abstract record ToolResultCondition : Condition
{
    // A plain scalar must be true or false. Any other value is a condition on the text of the results.
    public static Condition? Read(YamlValueReader written, IReadOnlyList<string> providers) => written.Node is YamlScalar { IsPlain: true }
        ? written.Flag() is { } flag ? new IsThere(flag) : null
        : new TextIs(ConditionLists.Texts(written));

    private sealed record IsThere(bool Flag) : ToolResultCondition
    {
        public override int Cost => 2;

        public override string Expected => ConditionText.Of(Flag);

        public override bool Holds(in MatchInput request) => request.ToolResult is not null == Flag;

        public override string Found(in MatchInput request) => ConditionText.Of(request.ToolResult is not null);
    }

    private sealed record TextIs(IReadOnlyList<TextMatch> Texts) : ToolResultCondition
    {
        public override int Cost => 7;

        public override string Expected => ConditionText.Of(Texts);

        public override bool Holds(in MatchInput request) => request.ToolResult is { } result && ConditionLists.AnyMatches(Texts, result);

        public override string Found(in MatchInput request) => ConditionText.Quoted(request.ToolResult);
    }
}
