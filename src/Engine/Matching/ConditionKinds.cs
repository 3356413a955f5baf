using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary>Reads the value of a condition's key.</summary>
/// <param name="written">The value.</param>
/// <param name="providers">The names of the registered providers.</param>
/// <returns>The condition, or null if it has mistakes, which are then reported.</returns>
internal delegate Condition? ConditionReader(YamlValueReader written, IReadOnlyList<string> providers);

/// <summary>
/// The kinds of conditions under <c>when:</c>. The order is that of explanations for people: first the provider, last the prompt.
/// </summary>
internal static class ConditionKinds
{
    public static IReadOnlyList<(string Key, ConditionReader Read)> All { get; } =
    [
        ("provider", ProviderCondition.Read),
        ("path", PathCondition.Read),
        ("model", ModelCondition.Read),
        ("stream", StreamCondition.Read),
        ("turn", TurnCondition.Read),
        ("tool", ToolCondition.Read),
        ("tool_result", ToolResultCondition.Read),
        ("header", HeaderCondition.Read),
        ("system", SystemCondition.Read),
        ("prompt", PromptCondition.Read),
    ];
}
