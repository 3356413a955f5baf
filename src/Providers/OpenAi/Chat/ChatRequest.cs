using MockLlm.Providers.OpenAi.Inputs;
using MockLlm.Providers.OpenAi.Models;
using MockLlm.Providers.OpenAi.StreamOptions;
using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>
/// The body of <c>POST /v1/chat/completions</c> (OpenAI API reference, "Create chat completion"). The fields that change the
/// answer are kept. The other documented fields are only checked for their type and range.
/// </summary>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Messages">The messages, the oldest first.</param>
/// <param name="Limits">What may end the answer.</param>
/// <param name="LimitField">The field that <see cref="CompletionLimits.MaxTokens"/> comes from.</param>
/// <param name="Choices">The number of choices.</param>
/// <param name="Stream">Whether the answer is streamed.</param>
/// <param name="Usage">Which chunks of a stream have the usage.</param>
internal sealed record ChatRequest(
    string Model,
    IReadOnlyList<Message> Messages,
    CompletionLimits Limits,
    string LimitField,
    int Choices,
    bool Stream,
    UsageOptions Usage) : IBody<ChatRequest>
{
    private static readonly string[] Efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
    private static readonly string[] Verbosities = ["low", "medium", "high"];

    private int? _promptTokens;
    private Conversation? _read;

    /// <summary>Returns the tokens of the prompt. They are counted once.</summary>
    public int PromptTokens(Mock mock) => _promptTokens ??= ChatTokens.Count(this, mock);

    /// <summary>The tools of the request, or null if it has none.</summary>
    public ChatTools? Tools { get; init; }

    /// <summary>The JSON that the answer must be, or null if it may be any text.</summary>
    public ChatFormat? Format { get; init; }

    /// <summary>The reasoning effort, or null for the model's default.</summary>
    public string? Effort { get; init; }

    /// <summary>The number of likely tokens that each token is shown with, or null if the request asks for no log probabilities.</summary>
    public int? Logprobs { get; init; }

    /// <summary>The tool calls and tool results of each message. Empty if no message can have any.</summary>
    public IReadOnlyList<ToolTurn> ToolTurns { get; init; } = [];

    /// <summary>Why fields of the request do not go together, or null if they do.</summary>
    public Problem? Conflict { get; init; }

    /// <summary>Returns the request as a conversation, in the terms that all providers share, for the conditions of rules and faults.</summary>
    public Conversation Conversation() => _read ??= NewConversation(promptTokens: null);

    /// <summary>Returns the request as a conversation, in the terms that all providers share, for the answer.</summary>
    /// <param name="promptTokens">The tokens of the prompt.</param>
    public Conversation Conversation(int promptTokens) =>
        _read is { } read ? read with { PromptTokens = promptTokens } : NewConversation(promptTokens);

    private Conversation NewConversation(int? promptTokens) => new(Messages, Model)
    {
        Limits = Limits,
        Choices = Choices,
        PromptTokens = promptTokens,
        Stream = Stream,
        Tools = Tools?.Offers ?? [],
        HasFreeTextTools = true,
        ToolChoice = Tools?.Demand.Choice ?? ToolChoice.Auto,
        ParallelToolCalls = Tools?.Parallel ?? true,
        Format = Format?.Neutral,
        WantsReasoning = ReasoningModels.Thinks(Model, Effort),
    };

    /// <summary>Returns the first rule for the request as a whole that it breaks, or null if it breaks none.</summary>
    public Problem? Broken() => Usage.AtEnd && !Stream
        ? OpenAiWording.UsageWithoutStream
        : Conflict ?? LengthFields.Broken(Limits, LimitField) ?? ChatMessage.Broken(Messages) ?? OpenAi.Tools.ToolTurns.Broken(ToolTurns) ?? Tools?.Broken() ?? Format?.Broken(Messages);

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
            UsageOptions.Read(fields) ?? UsageOptions.None)
        {
            ToolTurns = OpenAi.Tools.ToolTurns.Read(fields, messages),
            Tools = ChatTools.Read(fields),
            Format = ChatFormat.Read(fields),
            Logprobs = ReadLogprobs(fields),
            Effort = fields.OneOf("reasoning_effort", Efforts),
            Conflict = ChatCombinations.Broken(fields),
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
        Metadata.Check(fields);
        fields.Items("modalities", "strings");
        fields.Section("audio");
        fields.Section("prediction");
        fields.Text("service_tier");
        fields.Text("safety_identifier", BoundedText.LongestKey);
        fields.Text("prompt_cache_key", BoundedText.LongestKey);
        fields.OneOf("verbosity", Verbosities);
        fields.Section("web_search_options");
    }
}
