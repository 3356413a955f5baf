using System.Text.Json;
using MockLlm.Providers.OpenAi.Chat;
using MockLlm.Providers.OpenAi.Inputs;
using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>
/// The body of <c>POST /v1/responses</c> (OpenAI API reference, "Create a model response"). The fields that change the
/// answer and those that the answer repeats are kept. The other documented fields are only checked for their type and range.
/// </summary>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Input">The input items, the oldest first.</param>
/// <param name="Tools">The tools, and which of them the model may or must call.</param>
/// <param name="Reasoning">The settings of reasoning.</param>
/// <param name="Shown">The fields that the answer repeats.</param>
internal sealed record ResponseRequest(
    string Model, ResponseInput Input, ResponseTools Tools, ResponseReasoning Reasoning, ShownFields Shown) : IBody<ResponseRequest>
{
    /// <summary>The smallest token limit that the live API accepts.</summary>
    private const int LeastTokens = 16;

    private static readonly string[] Truncations = ["auto", "disabled"];

    private ConversationHistory? _history;
    private int? _promptTokens;

    /// <summary>The instructions, which come before all input. They apply to this response only.</summary>
    public string? Instructions { get; init; }

    /// <summary>The id of the response before this one, or null if there is none.</summary>
    public string? PreviousId { get; init; }

    /// <summary>The most tokens of the answer, including reasoning, or null if there is no limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The JSON that the answer must be, or null if it may be any text.</summary>
    public ResponseFormat? Format { get; init; }

    /// <summary>Whether the answer is streamed.</summary>
    public bool Stream { get; init; }

    /// <summary>Whether the request has options for a stream.</summary>
    public bool HasStreamOptions { get; init; }

    /// <summary>Whether the response is kept, so that a client can ask for it by its id.</summary>
    public bool Store { get; init; }

    /// <summary>Whether the response is made in the background, so that the client can ask for it later.</summary>
    public bool Background { get; init; }

    /// <summary>Whether a prompt that does not fit the context window is shortened instead of refused.</summary>
    public bool Truncates { get; init; }

    /// <summary>Whether the input comes from a stored prompt or conversation.</summary>
    public bool HasOtherInput { get; init; }

    /// <summary>Returns the whole conversation, including that of the response before it. It is looked up once.</summary>
    public ConversationHistory History(ResponseStore store) => _history ??= ConversationHistory.Of(this, store);

    /// <summary>Returns the tokens of the whole conversation. They are counted once.</summary>
    public int PromptTokens(ResponseStore store, Mock mock) => _promptTokens ??=
        ChatTokens.Count(History(store).Messages, Model, mock) + ToolTokens.Count(Tools.Callable, Model, mock);

    /// <summary>Returns the request as a conversation, in the terms that all providers share.</summary>
    public Conversation Conversation(ResponseStore store, int? promptTokens = null) => new(History(store).Messages, Model)
    {
        Stream = Stream,
        Tools = Tools.Offers,
        HasFreeTextTools = true,
        ToolChoice = Tools.Choice,
        ParallelToolCalls = Tools.InParallel,
        Format = Format?.Neutral,
        WantsReasoning = Reasoning.IsOn(Model),
        Limits = new(MaxTokens),
        PromptTokens = promptTokens,
    };

    public static ResponseRequest Read(JsonFields fields)
    {
        var format = ResponseFormat.Read(fields);
        var request = new ResponseRequest(
            fields.RequiredText("model"),
            ResponseInput.Read(fields),
            ResponseTools.Read(fields),
            ResponseReasoning.Read(fields),
            ShownFields.Read(fields))
        {
            Instructions = fields.Text("instructions"),
            PreviousId = fields.Text("previous_response_id"),
            MaxTokens = (int?)fields.Whole("max_output_tokens", LeastTokens, int.MaxValue),
            Format = format,
            Stream = fields.Flag("stream") ?? false,
            HasStreamOptions = fields.Section("stream_options")?.Flag("include_obfuscation") is not null,
            Store = fields.Flag("store") ?? true,
            Background = fields.Flag("background") ?? false,
            Truncates = fields.OneOf("truncation", Truncations) == "auto",
            HasOtherInput = fields.Has("conversation") || fields.Has("prompt"),
        };
        CheckTheRest(fields);
        return request;
    }

    private static void CheckTheRest(JsonFields fields)
    {
        fields.Number("temperature", 0, 2);
        fields.Number("top_p", 0, 1);
        fields.Whole("top_logprobs", 0, 20);
        fields.Whole("max_tool_calls", 1);
        Metadata.Check(fields);
        fields.Section("prompt");
        fields.Text("service_tier");
        fields.Text("user");
        fields.Text("safety_identifier", BoundedText.LongestKey);
        fields.Text("prompt_cache_key", BoundedText.LongestKey);
        fields.Text("prompt_cache_retention");
        if (fields.Any("conversation") is { ValueKind: not (JsonValueKind.String or JsonValueKind.Object) } conversation)
        {
            fields.Note(BodyFlaw.WrongType, "conversation", "one of a string or object", JsonTypeNames.TypeOf(conversation));
        }
    }
}

/// <summary>The body of <c>POST /v1/responses/input_tokens</c>: It is the body of a response request, and only the parts that cost tokens matter.</summary>
/// <param name="Response">The response request.</param>
internal sealed record InputTokensRequest(ResponseRequest Response) : IBody<InputTokensRequest>
{
    public static InputTokensRequest Read(JsonFields fields) => new(ResponseRequest.Read(fields));
}
