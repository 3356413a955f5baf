using System.Text.Json;
using MockLlm.Providers.Anthropic.Caching;
using MockLlm.Providers.Anthropic.Tools;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>
/// What both a message and a token count are asked about. Fields are read in the order in which the live API complains of them.
/// </summary>
/// <param name="Model">The model's name as sent.</param>
/// <param name="Messages">The turns, oldest first.</param>
/// <param name="System">The text blocks of the top-level system prompt.</param>
/// <param name="Tools">The tools that are offered.</param>
internal sealed record MessagesInput(string Model, IReadOnlyList<InputMessage> Messages, IReadOnlyList<ContentBlock> System, ToolRequest Tools)
{
    private static readonly string[] Efforts = ["low", "medium", "high", "xhigh", "max"];
    private static readonly string[] Formats = ["json_schema"];

    /// <summary>Whether the model is to think.</summary>
    public Thinking Thinking { get; init; } = Thinking.Off;

    /// <summary>The JSON that is demanded; null: none is.</summary>
    public JsonFormat? Format { get; init; }

    /// <summary>Its blocks as the prompt cache sees them; null: nothing is to be cached.</summary>
    public IReadOnlyList<CacheBlock>? Cached { get; init; }

    /// <summary>The results of tools in the last message, joined; null: it holds none.</summary>
    public string? ToolResult => Messages is [.., { Role: "user" } last] ? last.ToolResult : null;

    /// <summary>The same in neutral words.</summary>
    public Conversation Conversation() => new([.. Messages.Select(message => message.Neutral)], Model)
    {
        System = SystemText,
        Tools = Tools.Offers,
        ToolChoice = Tools.Choice,
        ParallelToolCalls = Tools.Parallel,
        Format = Format,
        ToolResult = ToolResult,
        WantsReasoning = Thinking.Mode == ThinkingMode.On || (Thinking.Mode == ThinkingMode.BetweenTools && ToolResult is not null),
    };

    /// <summary>The system prompt, joined.</summary>
    public string SystemText => System switch
    {
        [] => "",
        [var only] => only.Counted,
        _ => string.Concat(System.Select(block => block.Text)),
    };

    public static MessagesInput Read(JsonFields fields)
    {
        var model = ReadModel(fields);
        var tools = ToolRequest.Read(fields);
        var input = new MessagesInput(model, ReadMessages(fields), ReadSystem(fields), tools)
        {
            Thinking = Thinking.Read(fields),
            Format = ReadFormat(fields),
        };
        var automatic = CacheMarks.Read(fields);
        return automatic != CacheMark.None || input.HasMarks ? input with { Cached = CachePlan.Read(fields, automatic) } : input;
    }

    private bool HasMarks =>
        Tools.Definitions.Any(static tool => tool.Mark != CacheMark.None)
        || System.Any(static block => block.Mark != CacheMark.None)
        || Messages.Any(static message => message.Blocks.Any(static block => block.Mark != CacheMark.None));

    private static string ReadModel(JsonFields fields)
    {
        var model = fields.RequiredText("model");
        if (model.Length == 0)
        {
            fields.Note(BodyFlaw.Empty, "model");
        }

        return model;
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

    private static IReadOnlyList<ContentBlock> ReadSystem(JsonFields fields)
    {
        if (fields.Any("system") is not { } system)
        {
            return [];
        }

        return system.ValueKind == JsonValueKind.String
            ? [ContentBlock.OfText(system.GetString()!)]
            : fields.Items("system")?.Objects(block => ContentBlock.Read(block, ContentBlock.TextOnly)) ?? [];
    }

    // The field of the beta is read where there is no other.
    private static JsonFormat? ReadFormat(JsonFields fields)
    {
        var config = fields.Section("output_config");
        config?.OneOf("effort", Efforts);
        if ((config?.Section("format") ?? fields.Section("output_format")) is not { } format || !format.Required("type"))
        {
            return null;
        }

        format.OneOf("type", Formats);
        return format.Required("schema") && format.Section("schema") is not null ? new(format.Any("schema")!.Value.Clone()) : null;
    }
}
