using MockLlm.Engine.Catalog;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Replies;

/// <summary>How a conversation is answered: by the first rule that matches, else by the configured responses.</summary>
/// <param name="Conversation">What the request asks for.</param>
/// <param name="Rule">The rule that answers, or null if none does.</param>
/// <param name="Draft">What the model would say if nothing ended it early.</param>
/// <param name="Mismatch">Which part of the request's schema a rule's own JSON does not fit, or null if it fits.</param>
internal sealed record ConversationAnswer(Conversation Conversation, Rule? Rule, Draft Draft, string? Mismatch)
{
    /// <param name="request">The request.</param>
    /// <param name="conversation">What it asks for.</param>
    /// <param name="models">The provider's models.</param>
    /// <param name="context">What replies are made from.</param>
    /// <exception cref="ReplyRefusedException">No reply can be made.</exception>
    public static ConversationAnswer Of(IdentifiedRequest request, Conversation conversation, ProviderModels models, ReplyContext context)
    {
        var rule = RuleFor(request, conversation, models);
        var isStructured = StructuredOutput.IsIn(conversation);
        if (rule?.Reply is null && !isStructured)
        {
            return new(conversation, rule, Configured(request, conversation).Draft(ModelEncoding.Of(conversation.Model), context.Tokenizers), Mismatch: null);
        }

        var draft = rule?.Reply is { } reply ? reply.Make(context) : context.Draft(Configured(request, conversation));
        var (met, mismatch) = isStructured ? StructuredOutput.Met(draft, context) : (draft, null);
        return new(conversation, rule, met, mismatch);
    }

    /// <summary>Why it is answered so, or null if there are no rules.</summary>
    public Explanation? Explain(IdentifiedRequest request, ProviderModels models) => request.Snapshot.Rules.IsEmpty
        ? null
        : Explanation.Of(request.Snapshot.Rules, request.Snapshot.Responses.ContainsKey, InputOf(request, Conversation, models), NamedRule(request));

    private static Rule? RuleFor(IdentifiedRequest request, Conversation conversation, ProviderModels models)
    {
        var rules = request.Snapshot.Rules;
        return rules.IsEmpty ? null : NamedRule(request) ?? rules.First(InputOf(request, conversation, models));
    }

    private static Rule? NamedRule(IdentifiedRequest request) =>
        request.Snapshot.RequestControl ? RequestRule.Of(request.Head, request.Snapshot.Rules) : null;

    private static MatchInput InputOf(IdentifiedRequest request, Conversation conversation, ProviderModels models) =>
        new(RequestResolver.WithModelOf(conversation, request.Identity, models), conversation, request.Head);

    private static ConfiguredText Configured(IdentifiedRequest request, Conversation conversation) =>
        request.Snapshot.Responses.GetValueOrDefault(conversation.Prompt, request.Snapshot.UnknownResponse);
}
