using MockLlm.Providers.OpenAi.Models;
using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>
/// The body of <c>POST /v1/chat/completions</c> (OpenAI API reference, "Create chat completion"). What changes the answer is kept;
/// the other documented fields are checked for their type and range and let through.
/// </summary>
/// <param name="Model">The model's name as sent.</param>
/// <param name="Messages">The conversation, oldest first.</param>
/// <param name="Limits">What may end the answer.</param>
/// <param name="LimitField">The field that <see cref="CompletionLimits.MaxTokens"/> comes from.</param>
/// <param name="Choices">How many answers are wanted.</param>
/// <param name="Stream">Whether the answer is to come in chunks.</param>
/// <param name="IncludeUsage">Whether a stream ends with its usage.</param>
internal sealed record ChatRequest(
    string Model,
    IReadOnlyList<Message> Messages,
    CompletionLimits Limits,
    string LimitField,
    int Choices,
    bool Stream,
    bool IncludeUsage) : IBody<ChatRequest>
{
    private static readonly string[] Efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
    private int? _promptTokens;
    private Conversation? _read;

    /// <summary>What its messages cost; counted once.</summary>
    public int PromptTokens(Mock mock) => _promptTokens ??= ChatTokens.Count(this, mock);

    /// <summary>What it says of tools; null: nothing.</summary>
    public ChatTools? Tools { get; init; }

    /// <summary>The JSON that it demands; null: text will do.</summary>
    public ChatFormat? Format { get; init; }

    /// <summary>How hard the model is to think; null: as it does by itself.</summary>
    public string? Effort { get; init; }

    /// <summary>How many likely tokens each token of the answer is to come with; null: no log probabilities are asked for.</summary>
    public int? Logprobs { get; init; }

    /// <summary>What each message says of tool calls; empty where none can say any.</summary>
    public IReadOnlyList<ToolTurn> ToolTurns { get; init; } = [];

    /// <summary>The same in neutral words, for conditions.</summary>
    public Conversation Conversation() => _read ??= NewConversation(promptTokens: null);

    /// <summary>The same in neutral words, for an answer.</summary>
    /// <param name="promptTokens">What was sent costs.</param>
    public Conversation Conversation(int promptTokens) =>
        _read is { } read ? read with { PromptTokens = promptTokens } : NewConversation(promptTokens);

    private Conversation NewConversation(int? promptTokens) => new(Messages, Model)
    {
        Limits = Limits,
        Choices = Choices,
        PromptTokens = promptTokens,
        Stream = Stream,
        Tools = Tools?.Offers ?? [],
        ToolChoice = Tools?.Demand.Choice ?? ToolChoice.Auto,
        ParallelToolCalls = Tools?.Parallel ?? true,
        Format = Format?.Neutral,
        WantsReasoning = ReasoningModels.Thinks(Model, Effort),
    };

    /// <summary>What is refused of it besides single fields, or null.</summary>
    public Problem? Broken() => IncludeUsage && !Stream
        ? OpenAiWording.UsageWithoutStream
        : OpenAi.Tools.ToolTurns.Broken(ToolTurns) ?? Tools?.Broken() ?? Format?.Broken(Messages);

    public static ChatRequest Read(JsonFields fields)
    {
        var model = fields.RequiredText("model");
        var messages = ReadMessages(fields);
        var request = new ChatRequest(
            model,
            messages,
            ChatLimits.Read(fields),
            fields.Has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens",
            (int)(fields.Whole("n", 1, 128) ?? 1),
            fields.Flag("stream") ?? false,
            ReadIncludeUsage(fields))
        {
            ToolTurns = OpenAi.Tools.ToolTurns.Read(fields, messages),
            Tools = ChatTools.Read(fields),
            Format = ChatFormat.Read(fields),
            Logprobs = ReadLogprobs(fields),
            Effort = fields.OneOf("reasoning_effort", Efforts),
        };
        CheckTheRest(fields);
        return request;
    }

    private static IReadOnlyList<Message> ReadMessages(JsonFields fields)
    {
        if (!fields.Required("messages") || fields.Items("messages") is not { } items)
        {
            return [];
        }

        if (items.Count == 0)
        {
            fields.Note(BodyFlaw.Empty, "messages", "1", "0");
        }

        return items.Objects(ChatMessage.Read);
    }

    private static bool ReadIncludeUsage(JsonFields fields)
    {
        if (fields.Section("stream_options") is not { } options)
        {
            return false;
        }

        options.Flag("include_obfuscation");
        return options.Flag("include_usage") ?? false;
    }

    private static int? ReadLogprobs(JsonFields fields)
    {
        var wanted = fields.Flag("logprobs") ?? false;
        var most = fields.Whole("top_logprobs", 0, 20);
        return wanted ? (int)(most ?? 0) : null;
    }

    private static void CheckTheRest(JsonFields fields)
    {
        fields.Number("temperature", 0, 2);
        fields.Number("top_p", 0, 1);
        fields.Number("presence_penalty", -2, 2);
        fields.Number("frequency_penalty", -2, 2);
        fields.Section("logit_bias");
        fields.Whole("seed");
        fields.Text("user");
        fields.Flag("store");
        fields.Section("metadata");
        fields.Items("modalities", "strings");
        fields.Section("audio");
        fields.Section("prediction");
        fields.Text("service_tier");
        fields.Text("safety_identifier");
        fields.Text("prompt_cache_key");
        fields.Text("verbosity");
        fields.Section("web_search_options");
    }
}
