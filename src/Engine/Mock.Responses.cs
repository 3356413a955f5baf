using MockLlm.Engine.Completions;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine;

public sealed partial class Mock
{
    /// <summary>The configured response to a prompt.</summary>
    /// <param name="prompt">The text of the last user message.</param>
    /// <param name="model">The model's name as sent: it decides how tokens are counted.</param>
    /// <param name="limits">What may end the text early.</param>
    public Completion Respond(string prompt, string? model = null, CompletionLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return Respond(new Conversation([new("user", prompt)], model) { Limits = limits ?? CompletionLimits.None });
    }

    /// <summary>The configured response to a conversation.</summary>
    /// <param name="conversation">What is asked for.</param>
    public Completion Respond(Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var rule = Rule(conversation);
        var draft = Draft(rule, conversation).For(conversation);
        var completion = Changed(CompletionCut.Apply(draft, conversation.Limits), conversation) with
        {
            Pace = Timing.For(rule?.Latency, () => conversation.PromptTokens ?? CountTokens(conversation.Prompt, conversation.Model)),
            WrittenUsage = draft.Usage,
        };
        Timing.HandOut(completion, conversation.Choices);
        if (IsCharged(conversation, completion))
        {
            Used = new(Used.PromptTokens + (conversation.PromptTokens ?? 0), Used.CompletionTokens + (completion.Tokens * conversation.Choices));
        }

        return completion;
    }

    // What faults do to a completion, they do here.
    private Completion Changed(Completion completion, Conversation conversation) =>
        Change?.Apply(completion, conversation, said => _tokenizers.Tokenize(said, ModelEncoding.Of(conversation.Model))) ?? completion;

    /// <summary>
    /// Counts tokens that belong to no completion, such as those of a text to embed: limits charge them. Where they do not fit, the
    /// reply is replaced by a refusal.
    /// </summary>
    /// <param name="usage">The tokens.</param>
    public void Spend(Usage usage)
    {
        Charge?.Charge(usage);
        if (Charge?.Refusal is null)
        {
            Used = new(Used.PromptTokens + usage.PromptTokens, Used.CompletionTokens + usage.CompletionTokens);
        }
    }

    // A completion that does not fit the limits is handed out all the same: the web sends a refusal instead of the reply.
    private bool IsCharged(Conversation conversation, Completion completion)
    {
        Charge?.Charge(new(
            conversation.PromptTokens ?? CountTokens(conversation.Prompt, conversation.Model), completion.Tokens * conversation.Choices));
        return Charge?.Refusal is null;
    }

    private Rule? Rule(Conversation conversation) => _snapshot.Rules.IsEmpty
        ? null
        : _snapshot.Rules.First(new(
            Provider,
            conversation.Model,
            conversation.Model is { } model ? Registry.Find(model)?.Name : null,
            conversation,
            Request));

    private Draft Draft(Rule? rule, Conversation conversation)
    {
        var making = new ReplyMaking(conversation, Request, Provider, _draws, _tokenizers);
        return rule?.Reply is { } reply
            ? reply.Make(making)
            : making.Draft(_snapshot.Responses.GetValueOrDefault(conversation.Prompt, _snapshot.UnknownResponse));
    }
}
