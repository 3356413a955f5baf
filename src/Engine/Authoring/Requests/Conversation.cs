namespace MockLlm.Engine;

/// <summary>What a request asks the model, independent of the request format of any provider.</summary>
/// <param name="Messages">The messages, oldest first.</param>
/// <param name="Model">The model's name as sent, or null if the request names none. It decides how tokens are counted.</param>
public sealed record Conversation(IReadOnlyList<Message> Messages, string? Model = null)
{
    /// <summary>The text of the last user message that has text. Empty if there is none.</summary>
    public string Prompt { get; } = Message.Prompt(Messages);

    /// <summary>
    /// The system prompt. By default the joined texts of the messages with the role <c>system</c> or <c>developer</c>. Empty if there are
    /// none.
    /// </summary>
    public string System { get => field ??= Message.System(Messages); init; }

    /// <summary>
    /// The number of user messages. A message that has only tool results does not count. A message that has only an image counts.
    /// </summary>
    public int Turn { get; } = Message.Turn(Messages);

    /// <summary>Whether the client wants the answer as a stream.</summary>
    public bool Stream { get; init; }

    /// <summary>The tools that the model may call.</summary>
    public IReadOnlyList<ToolOffer> Tools { get; init; } = [];

    /// <summary>
    /// Whether the API has tools that take free text. If it has none, the free text of a call in a rule is sent as JSON:
    /// <c>{"input": "…"}</c>.
    /// </summary>
    public bool HasFreeTextTools { get; init; }

    /// <summary>Which of the tools the model must call. By default the model decides.</summary>
    public ToolChoice ToolChoice { get; init; } = ToolChoice.Auto;

    /// <summary>Whether the model may call several tools in one answer. True by default.</summary>
    public bool ParallelToolCalls { get; init; } = true;

    /// <summary>The JSON that the client requires as the answer, or null if the answer may be any text.</summary>
    public JsonFormat? Format { get; init; }

    /// <summary>Whether the client wants to see the reasoning of the model. Reasoning is left out otherwise.</summary>
    public bool WantsReasoning { get; init; }

    /// <summary>
    /// The text of the tool results at the end of the conversation, or null if there are none. Several results are joined with line breaks.
    /// By default they are the last messages if their role is <c>tool</c> or <c>function</c>.
    /// </summary>
    public string? ToolResult { get => field ?? Message.ToolResult(Messages); init; }

    /// <summary>What can end the completion early.</summary>
    public CompletionLimits Limits { get; init; } = CompletionLimits.None;

    /// <summary>The number of choices that the client asks for, at least 1. All choices have the same content.</summary>
    public int Choices { get; init; } = 1;

    /// <summary>
    /// The number of tokens in everything that the client sent. Null means that only the tokens of the prompt are counted, when they are
    /// needed.
    /// </summary>
    public int? PromptTokens { get; init; }
}
