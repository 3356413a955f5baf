namespace MockLlm.Providers.OpenAi;

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
    private const int MaxStops = 4;
    private int? _promptTokens;

    /// <summary>What its messages cost; counted once.</summary>
    public int PromptTokens(Mock mock) => _promptTokens ??= ChatTokens.Count(Messages, Model, mock);

    /// <summary>The same in neutral words.</summary>
    public Conversation Conversation(int? promptTokens = null) => new(Messages, Model)
    {
        Limits = Limits,
        Choices = Choices,
        PromptTokens = promptTokens,
        Stream = Stream,
    };

    public static ChatRequest Read(JsonFields fields)
    {
        var request = new ChatRequest(
            fields.RequiredText("model"),
            ReadMessages(fields),
            new CompletionLimits(ReadLimit(fields), ReadStops(fields)),
            fields.Has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens",
            (int)(fields.Whole("n", 1, 128) ?? 1),
            fields.Flag("stream") ?? false,
            ReadIncludeUsage(fields));
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

    private static int? ReadLimit(JsonFields fields)
    {
        var old = fields.Whole("max_tokens", 1, int.MaxValue);
        return (int?)(fields.Whole("max_completion_tokens", 1, int.MaxValue) ?? old);
    }

    private static IReadOnlyList<string> ReadStops(JsonFields fields)
    {
        if (fields.Any("stop") is not { } stop)
        {
            return [];
        }

        if (stop.ValueKind == System.Text.Json.JsonValueKind.String)
        {
            return [stop.GetString()!];
        }

        if (fields.Items("stop", "strings") is not { } items)
        {
            return [];
        }

        if (items.Count > MaxStops)
        {
            fields.Note(BodyFlaw.TooLong, "stop", $"{MaxStops}", $"{items.Count}");
        }

        return items.Texts();
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

    private static void CheckTheRest(JsonFields fields)
    {
        fields.Number("temperature", 0, 2);
        fields.Number("top_p", 0, 1);
        fields.Number("presence_penalty", -2, 2);
        fields.Number("frequency_penalty", -2, 2);
        fields.Flag("logprobs");
        fields.Whole("top_logprobs", 0, 20);
        fields.Section("logit_bias");
        fields.Whole("seed");
        fields.Text("user");
        fields.Flag("store");
        fields.Section("metadata");
        fields.Items("tools");
        fields.Items("functions");
        fields.Flag("parallel_tool_calls");
        fields.Section("response_format");
        fields.Items("modalities", "strings");
        fields.Section("audio");
        fields.Section("prediction");
        fields.Text("reasoning_effort");
        fields.Text("service_tier");
        fields.Text("safety_identifier");
        fields.Text("prompt_cache_key");
        fields.Text("verbosity");
        fields.Section("web_search_options");
    }
}
