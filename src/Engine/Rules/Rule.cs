using MockLlm.Engine.Latency;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Rules;

/// <summary>An entry of <c>rules</c>: which requests it applies to, what it replies, and at what pace.</summary>
/// <param name="Name">Its name, or null.</param>
/// <param name="When">Which requests it applies to.</param>
/// <param name="Reply">Its reply, or null if the configured responses answer.</param>
/// <param name="Latency">Its latency settings, or null.</param>
internal sealed record Rule(string? Name, When When, RuleReply? Reply, LatencySettings? Latency)
{
    /// <summary>Its name in headers and logs. A rule without a name is called by its place in the list, such as <c>#3</c>.</summary>
    public string Label { get; init; } = Name ?? "";

    /// <summary>The rule as it is written.</summary>
    public YamlMap Tree { get; init; } = YamlMap.Empty(default);

    /// <summary>Where it comes from.</summary>
    public ConfigLayer Layer { get; init; } = ConfigLayer.TopLevel;
}
