using MockLlm.Providers.Anthropic.Caching;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>Makes the answer to a message request.</summary>
internal static class Answering
{
    // Opaque to clients, and as long as those of a short thought.
    private const int SignatureLength = 220;

    private static readonly Completion Nothing = new("", FinishReason.Length);

    /// <param name="request">What is asked.</param>
    /// <param name="cache">What of it the prompt cache has.</param>
    /// <param name="mock">The request's mock.</param>
    public static MessageAnswer To(MessagesRequest request, CacheUse cache, Mock mock)
    {
        var promptTokens = request.PromptTokens(mock);
        var conversation = request.Conversation(promptTokens);
        var redacted = TestPrompts.AskForRedactedThinking(conversation);
        var completion = request.Limits.MaxTokens == 0 ? Nothing : Complete(conversation, redacted, mock);
        var usage = completion.Usage(promptTokens);
        return new(AnthropicId.Draw("msg", mock.Ids), request.Model, completion, new(usage.PromptTokens, usage.CompletionTokens)
        {
            Thinking = Math.Min(completion.ReasoningTokens, usage.CompletionTokens),
            Cache = completion.WrittenUsage?.PromptTokens is null ? cache : default,
        })
        {
            Marks = Marks(completion, mock.Ids),
            Thinking = redacted ? BlockKind.RedactedThinking : request.Input.Thinking.IsOmitted ? BlockKind.OmittedThinking : BlockKind.Thinking,
        };
    }

    private static Completion Complete(Conversation conversation, bool redacted, Mock mock)
    {
        if (TestPrompts.AskForRefusal(conversation))
        {
            return mock.Respond(conversation with { Limits = new(MaxTokens: 1) }) with { FinishReason = FinishReason.ContentFilter };
        }

        var completion = mock.Respond(conversation);
        return redacted && completion.Reasoning is null ? WithThought(completion) : completion;
    }

    // There is a block to redact even where no rule says what is thought.
    private static Completion WithThought(Completion completion) =>
        Completion.Of([new(PartKind.Reasoning, ""), .. completion.Parts], completion.FinishReason, completion.StopSequence) with
        {
            Pace = completion.Pace,
            WrittenUsage = completion.WrittenUsage,
        };

    private static string[]? Marks(Completion completion, Ids ids) => completion.Parts is [] or [{ Kind: PartKind.Text }]
        ? null
        : [.. completion.Parts.Select(part => part.Kind switch
        {
            PartKind.ToolCall => AnthropicId.Draw("toolu", ids),
            PartKind.Reasoning => "EqQB" + ids.Alphanumeric(SignatureLength),
            _ => "",
        })];
}
