namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>
/// The body of <c>POST /v1/messages</c> (Claude API reference, "Create a Message"). The fields that change the answer
/// are kept. The other documented fields, those in beta included, are only checked for their type.
/// </summary>
/// <param name="Input">The model, the conversation and the tools.</param>
/// <param name="Limits">What may end the answer. A limit of 0 tokens only fills the prompt cache.</param>
/// <param name="Stream">Whether the answer is streamed.</param>
internal sealed record MessagesRequest(MessagesInput Input, CompletionLimits Limits, bool Stream) : IBody<MessagesRequest>
{
    private const int LongestUserId = 256;
    private static readonly string[] ServiceTiers = ["auto", "standard_only"];
    private static readonly string[] InferenceGeos = ["global", "us"];
    private static readonly string[] Speeds = ["standard", "fast"];
    private static readonly string[] Threads = ["create", "continue"];
    private int? _promptTokens;

    /// <summary>How the model is asked to choose its tokens.</summary>
    public Sampling Sampling { get; private init; }

    /// <summary>The message whose thread the request continues, or null if the request holds the whole conversation.</summary>
    public string? Continues { get; private init; }

    /// <summary>Returns the tokens of the prompt. They are counted once.</summary>
    public int PromptTokens(Mock mock) => _promptTokens ??= MessageTokens.Count(Input, mock);

    /// <summary>The name of the model as the client sent it.</summary>
    public string Model => Input.Model;

    /// <summary>Returns the request as a conversation, in the terms that all providers share.</summary>
    public Conversation Conversation(int? promptTokens = null) => Input.Conversation() with
    {
        Limits = Limits,
        PromptTokens = promptTokens,
        Stream = Stream,
    };

    public static MessagesRequest Read(JsonFields fields)
    {
        var input = MessagesInput.Read(fields);
        var maxTokens = fields.Required("max_tokens") ? (int?)fields.Whole("max_tokens", 0, int.MaxValue) : null;
        ReadMetadata(fields);
        var stops = fields.Items("stop_sequences", "strings")?.Texts();
        var temperature = fields.Number("temperature", 0, 1);
        fields.OneOf("service_tier", ServiceTiers);
        var sampling = new Sampling(temperature, fields.Whole("top_k"), fields.Number("top_p", 0, 1));
        var stream = fields.Flag("stream") ?? false;
        CheckTheRest(fields);
        return new(input, new CompletionLimits(maxTokens, stops), stream) { Sampling = sampling, Continues = ReadThread(fields) };
    }

    private static void ReadMetadata(JsonFields fields)
    {
        if (fields.Section("metadata") is { } metadata && metadata.Text("user_id") is { Length: > LongestUserId })
        {
            metadata.Note(BodyFlaw.LongText, "user_id", $"{LongestUserId}");
        }
    }

    private static string? ReadThread(JsonFields fields) =>
        fields.Section("thread") is { } thread && thread.Required("type") && thread.OneOf("type", Threads) == "continue"
            ? thread.RequiredText("previous_message_id")
            : null;

    private static void CheckTheRest(JsonFields fields)
    {
        if (fields.Any("container") is { ValueKind: not System.Text.Json.JsonValueKind.String })
        {
            fields.Section("container");
        }

        fields.OneOf("inference_geo", InferenceGeos);
        fields.OneOf("speed", Speeds);
        fields.Section("diagnostics");
        fields.Items("mcp_servers");
        fields.Section("context_management");
        fields.Section("compaction");
        fields.Section("billing_policy");
    }
}

/// <summary>The settings of a request that choose the next token. They have no effect on the answer. Null means that the request has none.</summary>
internal readonly record struct Sampling(double? Temperature, long? TopK, double? TopP);

/// <summary>The body of <c>POST /v1/messages/count_tokens</c> (Claude API reference, "Count tokens in a Message").</summary>
/// <param name="Input">The model, the conversation and the tools.</param>
internal sealed record CountTokensRequest(MessagesInput Input) : IBody<CountTokensRequest>
{
    public static CountTokensRequest Read(JsonFields fields) => new(MessagesInput.Read(fields));
}
