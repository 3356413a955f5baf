using MockLlm.Engine.Latency;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Engine.Rules;

/// <summary>One entry of <c>rules</c>: for which requests, what is replied and how it is paced.</summary>
/// <param name="Name">Its name; null: it has none.</param>
/// <param name="When">Which requests it is for.</param>
/// <param name="Reply">What is replied; null: what would be without the rule.</param>
/// <param name="Latency">What it says of latency; null: nothing.</param>
internal sealed record Rule(string? Name, When When, RuleReply? Reply, LatencySettings? Latency)
{
    /// <summary>What is said of it outside: its name, else <c>#3</c> for the third of the list.</summary>
    public string Label { get; init; } = Name ?? "";
}
