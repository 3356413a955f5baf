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

    /// <summary>What may end a completion early.</summary>
    public CompletionLimits Limits { get; init; } = CompletionLimits.None;

    /// <summary>How many equal completions are asked for; at least 1.</summary>
    public int Choices { get; init; } = 1;

    /// <summary>Tokens of everything that was sent; null: those of the prompt are counted where they matter.</summary>
    public int? PromptTokens { get; init; }
}
