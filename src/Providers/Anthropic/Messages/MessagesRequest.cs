namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>
/// The body of <c>POST /v1/messages</c> (Claude API reference, "Create a Message"). What changes the answer is kept; the other
/// documented fields, those in beta included, are checked for their type and let through.
/// </summary>
/// <param name="Input">What is asked.</param>
/// <param name="Limits">What may end the answer; at most 0 tokens only fills the vendor's prompt cache.</param>
/// <param name="Stream">Whether the answer is to come in events.</param>
internal sealed record MessagesRequest(MessagesInput Input, CompletionLimits Limits, bool Stream) : IBody<MessagesRequest>
{
    private static readonly string[] ServiceTiers = ["auto", "standard_only"];
    private static readonly string[] InferenceGeos = ["global", "us"];
    private static readonly string[] Speeds = ["standard", "fast"];
    private static readonly string[] Threads = ["create", "continue"];
    private int? _promptTokens;

    /// <summary>The message whose thread it goes on with; null: it brings the whole conversation.</summary>
    public string? Continues { get; private init; }

    /// <summary>What its prompt costs; counted once.</summary>
    public int PromptTokens(Mock mock) => _promptTokens ??= MessageTokens.Count(Input, mock);

    /// <summary>The model's name as sent.</summary>
    public string Model => Input.Model;

    /// <summary>The same in neutral words.</summary>
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
        fields.Section("metadata")?.Text("user_id");
        var stops = fields.Items("stop_sequences", "strings")?.Texts();
        fields.Number("temperature", 0, 1);
        fields.OneOf("service_tier", ServiceTiers);
        fields.Whole("top_k");
        fields.Number("top_p", 0, 1);
        var stream = fields.Flag("stream") ?? false;
        CheckTheRest(fields);
        return new(input, new CompletionLimits(maxTokens, stops), stream) { Continues = ReadThread(fields) };
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
