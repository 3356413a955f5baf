namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>What a request says of thinking (Claude API reference, "Extended thinking").</summary>
/// <param name="Mode">Whether and when the model is to think.</param>
/// <param name="Budget">How many tokens it may think, where they are fixed.</param>
/// <param name="IsOmitted">Whether what it thinks is left out of the answer, its signature apart.</param>
internal sealed record Thinking(ThinkingMode Mode, long? Budget = null, bool IsOmitted = false)
{
    private const int LeastBudget = 1024;
    private static readonly string[] Types = ["enabled", "disabled", "adaptive", "between_tools"];
    private static readonly string[] Displays = ["summarized", "omitted"];

    public static Thinking Off { get; } = new(ThinkingMode.Off);

    public static Thinking Read(JsonFields fields)
    {
        if (fields.Section("thinking") is not { } thinking || !thinking.Required("type"))
        {
            return Off;
        }

        var type = thinking.OneOf("type", Types);
        var budget = type == "enabled" && thinking.Required("budget_tokens") ? thinking.Whole("budget_tokens", LeastBudget) : null;
        var omitted = type is "enabled" or "adaptive" && thinking.OneOf("display", Displays) == "omitted";
        return type switch
        {
            "enabled" or "adaptive" => new(ThinkingMode.On, budget, omitted),
            "between_tools" => new(ThinkingMode.BetweenTools),
            _ => Off,
        };
    }
}

/// <summary>When a model is to think.</summary>
internal enum ThinkingMode
{
    /// <summary>Never.</summary>
    Off,

    /// <summary>Before every answer.</summary>
    On,

    /// <summary>Only after a tool's result.</summary>
    BetweenTools,
}
