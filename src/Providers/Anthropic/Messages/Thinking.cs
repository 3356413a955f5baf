namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The settings of thinking in a request (Claude API reference, "Extended thinking").</summary>
/// <param name="Mode">When the model thinks.</param>
/// <param name="Budget">The most tokens of thinking, if the request sets them.</param>
/// <param name="IsOmitted">Whether the answer shows only the signature of what the model thinks.</param>
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

/// <summary>When a model thinks.</summary>
internal enum ThinkingMode
{
    /// <summary>Never.</summary>
    Off,

    /// <summary>Before every answer.</summary>
    On,

    /// <summary>Only after the result of a tool.</summary>
    BetweenTools,
}
