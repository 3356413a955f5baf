namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The prompts with which clients can test rare answers. The vendor documents each of them on the page of its feature.</summary>
internal static class TestPrompts
{
    private const string RedactedThinking =
        "ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB";

    private const string Refusal =
        "ANTHROPIC_MAGIC_STRING_TRIGGER_REFUSAL_1FAEFB6177B4672DEE07F9D3AFC62588CCD2631EDCF22E8CCC1FB35B501C9C86";

    /// <summary>Whether the prompt asks for redacted thinking ("Extended thinking").</summary>
    public static bool AskForRedactedThinking(Conversation conversation) =>
        conversation.WantsReasoning && conversation.Prompt.Contains(RedactedThinking, StringComparison.Ordinal);

    /// <summary>Whether the prompt asks for a refusal ("Streaming refusals").</summary>
    public static bool AskForRefusal(Conversation conversation) => conversation.Prompt.Contains(Refusal, StringComparison.Ordinal);
}
