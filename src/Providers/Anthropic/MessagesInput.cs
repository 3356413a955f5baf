using System.Text.Json;

namespace MockLlm.Providers.Anthropic;

/// <summary>
/// What both a message and a token count are asked about. Fields are read in the order in which the live API complains of them.
/// </summary>
/// <param name="Model">The model's name as sent.</param>
/// <param name="Messages">The turns, oldest first.</param>
/// <param name="System">The texts of the top-level system prompt.</param>
internal sealed record MessagesInput(string Model, IReadOnlyList<InputMessage> Messages, IReadOnlyList<string> System)
{
    private const int LeastThinkingBudget = 1024;
    private static readonly string[] ToolChoices = ["auto", "any", "tool", "none"];
    private static readonly string[] ThinkingTypes = ["enabled", "disabled", "adaptive", "between_tools"];
    private static readonly string[] Efforts = ["low", "medium", "high", "xhigh", "max"];

    /// <summary>The system prompt, joined.</summary>
    public string SystemText => System switch
    {
        [] => "",
        [var only] => only,
        _ => string.Concat(System),
    };

    public static MessagesInput Read(JsonFields fields)
    {
        var model = ReadModel(fields);
        ReadToolChoice(fields);
        fields.Items("tools")?.Objects(tool => tool.Text("name"));
        var conversation = new MessagesInput(model, ReadMessages(fields), ReadSystem(fields));
        ReadThinking(fields);
        fields.Section("output_config")?.OneOf("effort", Efforts);
        fields.Section("cache_control");
        return conversation;
    }

    private static string ReadModel(JsonFields fields)
    {
        var model = fields.RequiredText("model");
        if (model.Length == 0)
        {
            fields.Note(BodyFlaw.Empty, "model");
        }

        return model;
    }

    private static void ReadToolChoice(JsonFields fields)
    {
        if (fields.Section("tool_choice") is { } choice && choice.Required("type"))
        {
            choice.OneOf("type", ToolChoices);
        }
    }

    private static IReadOnlyList<InputMessage> ReadMessages(JsonFields fields)
    {
        if (!fields.Required("messages") || fields.Items("messages") is not { } items)
        {
            return [];
        }

        if (items.Count == 0)
        {
            fields.Note(BodyFlaw.Empty, "messages");
        }

        return items.Objects(InputMessage.Read);
    }

    private static IReadOnlyList<string> ReadSystem(JsonFields fields)
    {
        if (fields.Any("system") is not { } system)
        {
            return [];
        }

        return system.ValueKind == JsonValueKind.String
            ? [system.GetString()!]
            : fields.Items("system")?.Objects(block => ContentBlock.Read(block, ContentBlock.TextOnly).Text ?? "") ?? [];
    }

    private static void ReadThinking(JsonFields fields)
    {
        if (fields.Section("thinking") is { } thinking && thinking.Required("type") && thinking.OneOf("type", ThinkingTypes) == "enabled"
            && thinking.Required("budget_tokens"))
        {
            thinking.Whole("budget_tokens", LeastThinkingBudget);
        }
    }
}
