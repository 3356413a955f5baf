using System.Text.Json;
using MockLlm.Providers.OpenAi.Chat;
using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>
/// The body of <c>POST /v1/responses</c> (OpenAI API reference, "Create a model response"). What changes the answer is kept, and what
/// the answer repeats; the other documented fields are checked for their type and range and let through.
/// </summary>
/// <param name="Model">The model's name as sent.</param>
/// <param name="Input">What is said, oldest first.</param>
/// <param name="Tools">The tools that are offered, and which are to be called.</param>
/// <param name="Reasoning">What is asked of the model's reasoning.</param>
/// <param name="Shown">The fields that the answer repeats.</param>
internal sealed record ResponseRequest(
    string Model, ResponseInput Input, ResponseTools Tools, ResponseReasoning Reasoning, ShownFields Shown) : IBody<ResponseRequest>
{
    /// <summary>The least limit of tokens that the live API takes.</summary>
    private const int LeastTokens = 16;

    private static readonly string[] Truncations = ["auto", "disabled"];

    private SaidSoFar? _said;
    private int? _promptTokens;

    /// <summary>What stands above everything that was said; it does not stay for the next response.</summary>
    public string? Instructions { get; init; }

    /// <summary>The response that this one follows; null: none.</summary>
    public string? PreviousId { get; init; }

    /// <summary>At most so many tokens, reasoning included; null: no limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The JSON that the text has to be; null: any text will do.</summary>
    public ResponseFormat? Format { get; init; }

    /// <summary>Whether the answer is to come in events.</summary>
    public bool Stream { get; init; }

    /// <summary>Whether there are options for a stream.</summary>
    public bool HasStreamOptions { get; init; }

    /// <summary>Whether the answer can be had again by its id.</summary>
    public bool Store { get; init; }

    /// <summary>Whether the client is free to leave and ask for the answer later.</summary>
    public bool Background { get; init; }

    /// <summary>Whether what does not fit the model's window is left out instead of refused.</summary>
    public bool Truncates { get; init; }

    /// <summary>Whether the conversation stands somewhere else: in a stored prompt or conversation.</summary>
    public bool HasOtherInput { get; init; }

    /// <summary>All that was said, what the response before it knew included; looked up once.</summary>
    public SaidSoFar SaidSoFar(ResponseStore store) => _said ??= Responses.SaidSoFar.Of(this, store);

    /// <summary>What all that was said costs; counted once.</summary>
    public int PromptTokens(ResponseStore store, Mock mock) => _promptTokens ??=
        ChatTokens.Count(SaidSoFar(store).Messages, Model, mock) + ToolTokens.Count(Tools.Functions, Model, mock);

    /// <summary>The same in neutral words.</summary>
    public Conversation Conversation(ResponseStore store, int? promptTokens = null) => new(SaidSoFar(store).Messages, Model)
    {
        Stream = Stream,
        Tools = Tools.Offers,
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
        fields.Section("metadata");
        fields.Section("prompt");
        fields.Text("service_tier");
        fields.Text("user");
        fields.Text("safety_identifier");
        fields.Text("prompt_cache_key");
        fields.Text("prompt_cache_retention");
        if (fields.Any("conversation") is { ValueKind: not (JsonValueKind.String or JsonValueKind.Object) } conversation)
        {
            fields.Note(BodyFlaw.WrongType, "conversation", "one of a string or object", JsonTypeNames.TypeOf(conversation));
        }
    }
}
