using MockLlm.Providers.Anthropic.Caching;
using MockLlm.Providers.Anthropic.Tools;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>Makes the answer to a message request, before it is encoded.</summary>
internal static class MessageFactory
{
    private static readonly Completion Nothing = new("", FinishReason.Length);

    /// <param name="request">The request.</param>
    /// <param name="cache">The tokens of the prompt that the cache holds or that are written to it.</param>
    /// <param name="mock">The mock of the request.</param>
    public static MessageAnswer Create(MessagesRequest request, CacheUse cache, Mock mock)
    {
        var promptTokens = request.PromptTokens(mock);
        var conversation = request.Conversation(promptTokens);
        var redacted = TestPrompts.AskForRedactedThinking(conversation);
        var completion = request.Limits.MaxTokens == 0 ? Nothing : Complete(conversation, redacted, mock);
        var usage = completion.Usage(promptTokens);
        var thinking = redacted ? BlockKind.RedactedThinking : request.Input.Thinking.IsOmitted ? BlockKind.OmittedThinking : BlockKind.Thinking;
        return new(AnthropicId.Draw("msg", mock.Ids), request.Model, completion, new(usage.PromptTokens, usage.CompletionTokens)
        {
            Thinking = Math.Min(completion.ReasoningTokens, usage.CompletionTokens),
            Cache = CacheOf(request, completion, cache, usage),
        })
        {
            Marks = Marks(completion, thinking, mock.Ids),
            Thinking = thinking,
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

    // A redacted block is sent even if no rule says what the model thinks.
    private static Completion WithThought(Completion completion) =>
        Completion.Of([new(PartKind.Reasoning, ""), .. completion.Parts], completion.FinishReason, completion.StopSequence) with
        {
            Pace = completion.Pace,
            WrittenUsage = completion.WrittenUsage,
            CachedTokens = completion.CachedTokens,
        };

    // If the request does not ask for caching, the engine's own prefix cache shows.
    private static CacheUse CacheOf(MessagesRequest request, Completion completion, CacheUse cache, Usage usage) => (completion.WrittenUsage?.PromptTokens, request.Input.Cached) switch
    {
        (not null, _) => default,
        (null, null) => new(usage.CachedTokens, 0, 0),
        _ => cache,
    };

    private static string[]? Marks(Completion completion, BlockKind thinking, Ids ids)
    {
        if (completion.Parts is [] or [{ Kind: PartKind.Text }])
        {
            return null;
        }

        var hasThinking = completion.Parts.Any(static part => part.Kind == PartKind.Reasoning);
        return [.. completion.Parts.Select(part => part.Kind switch
        {
            PartKind.ToolCall => CallId.Draw(ids, hasThinking),
            PartKind.Reasoning => ThinkingSignature.Draw(ids, thinking == BlockKind.Thinking ? part.Text : ""),
            _ => "",
        })];
    }
}
