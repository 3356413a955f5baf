using System.Text.Json;
using MockLlm.Providers.Anthropic.Caching;
using MockLlm.Providers.Anthropic.Tools;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>
/// The fields that a message request and a token count share. They are read in the order in which the live API reports mistakes.
/// </summary>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Messages">The messages, the oldest first.</param>
/// <param name="System">The text blocks of the top-level system prompt.</param>
/// <param name="Tools">The tools of the request.</param>
internal sealed record MessagesInput(string Model, IReadOnlyList<InputMessage> Messages, IReadOnlyList<ContentBlock> System, ToolRequest Tools)
{
    private static readonly string[] Efforts = ["low", "medium", "high", "xhigh", "max"];
    private static readonly string[] Formats = ["json_schema"];

    /// <summary>The settings of thinking.</summary>
    public Thinking Thinking { get; init; } = Thinking.Off;

    /// <summary>The JSON that the answer must be, or null if it may be any text.</summary>
    public JsonFormat? Format { get; init; }

    /// <summary>Whether the format is in the field of the beta.</summary>
    public bool IsBetaFormat { get; init; }

    /// <summary>The blocks of the prompt for the prompt cache, or null if nothing is cached.</summary>
    public IReadOnlyList<CacheBlock>? Cached { get; init; }

    /// <summary>The joined results of tools in the last message, or null if it has none.</summary>
    public string? ToolResult => Messages is [.., { Role: "user" } last] ? last.ToolResult : null;

    /// <summary>Returns the request as a conversation, in the terms that all providers share.</summary>
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

    /// <summary>The joined system prompt.</summary>
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
            Format = ReadFormat(fields, out var isBeta),
            IsBetaFormat = isBeta,
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

    // The field of the beta is read if the other field is missing.
    private static JsonFormat? ReadFormat(JsonFields fields, out bool isBeta)
    {
        var config = fields.Section("output_config");
        config?.OneOf("effort", Efforts);
        var current = config?.Section("format");
        isBeta = current is null;
        if ((current ?? fields.Section("output_format")) is not { } format || !format.Required("type"))
        {
            return null;
        }

        format.OneOf("type", Formats);
        return format.Required("schema") && format.Section("schema") is not null ? new(format.Any("schema")!.Value.Clone()) : null;
    }
}
