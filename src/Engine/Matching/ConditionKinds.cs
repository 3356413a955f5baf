using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary>Reads what is written under a condition's key.</summary>
/// <param name="written">The value.</param>
/// <param name="providers">The names of the registered providers.</param>
/// <returns>The condition, or null if it cannot be read, which has been reported.</returns>
internal delegate Condition? ConditionReader(YamlValueReader written, IReadOnlyList<string> providers);

/// <summary>The conditions that can stand under <c>when:</c>, in the order in which a person would look at a request.</summary>
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
