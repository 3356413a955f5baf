namespace MockLlm.Engine;

/// <summary>What a request asks for, in no vendor's words.</summary>
/// <param name="Messages">What was said so far, oldest first.</param>
/// <param name="Model">The model's name as sent: it decides how tokens are counted; null: none is named.</param>
public sealed record Conversation(IReadOnlyList<Message> Messages, string? Model = null)
{
    /// <summary>The text of the last user message that has text; empty where there is none.</summary>
    public string Prompt { get; } = Message.Prompt(Messages);

    /// <summary>The system prompt: by default the texts of the system and developer messages, joined; empty where there is none.</summary>
    public string System { get => field ??= Message.System(Messages); init; }

    /// <summary>How many user messages there are; one that holds only tools' results is none, one with an image alone is one.</summary>
    public int Turn => Message.Turn(Messages);

    /// <summary>Whether the answer is to come as a stream.</summary>
    public bool Stream { get; init; }

    /// <summary>The tools that the model may call.</summary>
    public IReadOnlyList<ToolOffer> Tools { get; init; } = [];

    /// <summary>Which of them it is to call.</summary>
    public ToolChoice ToolChoice { get; init; } = ToolChoice.Auto;

    /// <summary>Whether it may call several at once.</summary>
    public bool ParallelToolCalls { get; init; } = true;

    /// <summary>The JSON that is demanded; null: none is.</summary>
    public JsonFormat? Format { get; init; }

    /// <summary>Whether what the model thinks is asked for: it is left out otherwise.</summary>
    public bool WantsReasoning { get; init; }

    /// <summary>The text of the tool results that the last message holds; null: it holds none. By default those of messages of role <c>tool</c>.</summary>
    public string? ToolResult { get => field ?? Message.ToolResult(Messages); init; }

    /// <summary>What may end a completion early.</summary>
    public CompletionLimits Limits { get; init; } = CompletionLimits.None;

    /// <summary>How many equal completions are asked for; at least 1.</summary>
    public int Choices { get; init; } = 1;

    /// <summary>Tokens of everything that was sent; null: those of the prompt are counted where they matter.</summary>
    public int? PromptTokens { get; init; }
}
