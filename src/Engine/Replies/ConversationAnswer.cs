using MockLlm.Engine.Catalog;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Replies;

/// <summary>How a conversation is answered: by the first rule that matches, else by the configured responses.</summary>
/// <param name="Conversation">What the request asks for.</param>
/// <param name="Rule">The rule that answers, or null if none does.</param>
/// <param name="Draft">The whole reply, before any limit of the request cuts it.</param>
/// <param name="Mismatch">The part of the request's schema that a rule's own JSON does not fit, or null if it fits.</param>
internal sealed record ConversationAnswer(Conversation Conversation, Rule? Rule, Draft Draft, string? Mismatch)
{
    /// <summary>The rule that answers a conversation: the one that the request names, else the first that matches. Null if there is none.</summary>
    public static Rule? RuleFor(IdentifiedRequest request, Conversation conversation, ProviderModels models)
    {
        var rules = request.Snapshot.Rules;
        return rules.IsEmpty ? null : NamedRule(request) ?? rules.First(InputOf(request, conversation, models));
    }

    /// <summary>Whether a configured text answers, so that no reply has to be made.</summary>
    /// <param name="request">The request.</param>
    /// <param name="conversation">What it asks for.</param>
    /// <param name="rule">The rule for it, or null.</param>
    public static bool IsConfigured(IdentifiedRequest request, Conversation conversation, Rule? rule) =>
        rule?.Reply is null
        && !StructuredOutput.IsIn(conversation)
        && (request.Snapshot.UnknownReply is null || request.Snapshot.Responses.Contains(conversation.Prompt));

    /// <summary>The answer of the configured responses.</summary>
    /// <param name="request">The request.</param>
    /// <param name="conversation">What it asks for. A configured text answers it.</param>
    /// <param name="rule">A rule that sets the latency only, or null.</param>
    /// <param name="tokenizers">Count tokens.</param>
    public static ConversationAnswer AsConfigured(IdentifiedRequest request, Conversation conversation, Rule? rule, Tokenizers tokenizers) =>
        new(conversation, rule, Configured(request, conversation).Draft(ModelEncoding.Of(conversation.Model), tokenizers), Mismatch: null);

    /// <summary>The answer of a rule's reply, or of the configured responses if the rule has none. It meets the demand for structured output.</summary>
    /// <param name="request">The request.</param>
    /// <param name="rule">The rule, or null.</param>
    /// <param name="context">What the reply is made from.</param>
    /// <exception cref="ReplyRefusedException">No reply can be made.</exception>
    public static ConversationAnswer Made(IdentifiedRequest request, Rule? rule, ReplyContext context)
    {
        var conversation = context.Conversation;
        var reply = rule?.Reply ?? (request.Snapshot.Responses.Contains(conversation.Prompt) ? null : request.Snapshot.UnknownReply);
        var draft = reply?.Make(context) ?? context.Draft(Configured(request, conversation));
        var (met, mismatch) = StructuredOutput.IsIn(conversation) ? StructuredOutput.Met(draft, context) : (draft, null);
        return new(conversation, rule, met, mismatch);
    }

    /// <summary>Explains how a conversation is answered, or returns null if there are no rules.</summary>
    public static Explanation? Explain(IdentifiedRequest request, Conversation conversation, ProviderModels models) => request.Snapshot.Rules.IsEmpty
        ? null
        : Explanation.Of(request.Snapshot.Rules, request.Snapshot.Responses.Contains, request.Snapshot.UnknownReply is not null, InputOf(request, conversation, models), NamedRule(request));

    private static Rule? NamedRule(IdentifiedRequest request) =>
        request.Snapshot.RequestControl ? RequestRule.Of(request.Head, request.Snapshot.Rules) : null;

    private static MatchInput InputOf(IdentifiedRequest request, Conversation conversation, ProviderModels models) =>
        new(RequestResolver.WithModelOf(conversation, request.Identity, models), conversation, request.Head);

    private static ConfiguredText Configured(IdentifiedRequest request, Conversation conversation) =>
        request.Snapshot.Responses.Find(conversation.Prompt) ?? request.Snapshot.UnknownResponse;
}
