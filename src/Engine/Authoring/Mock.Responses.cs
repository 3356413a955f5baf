using System.Text.Json;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine;

public sealed partial class Mock
{
    private const string SessionHeader = "X-MockLlm-Session";

    private SequenceSteps? _steps;

    /// <summary>The rule that made the reply; null: none did.</summary>
    internal Rule? Chosen { get; private set; }

    /// <summary>What of the request's schema the JSON of <see cref="Chosen"/> does not fit; null: nothing.</summary>
    internal string? Mismatch { get; private set; }

    /// <summary>What was last asked for; null: nothing.</summary>
    internal Conversation? Asked { get; private set; }

    /// <summary>The fields of the request's body that templates name; null: none do.</summary>
    internal IReadOnlyDictionary<string, JsonElement>? Fields { get; init; }

    /// <summary>How far sessions are in sequences; null: this request is alone.</summary>
    internal SequenceCursors? Cursors { get; init; }

    /// <summary>Knows a request's API key; null: nobody does.</summary>
    internal LlmProvider? Vendor { get; init; }

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
        (Asked, Chosen) = (conversation, rule ?? Chosen);
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
        if (Charge?.Refusal is null)
        {
            return true;
        }

        _steps?.TakeBack();
        return false;
    }

    private Rule? Rule(Conversation conversation)
    {
        if (_snapshot.Rules.IsEmpty)
        {
            return null;
        }

        return RequestRule.Of(Request, _snapshot) ?? _snapshot.Rules.First(SubjectOf(conversation));
    }

    private MatchInput SubjectOf(Conversation conversation) => new(
        Provider,
        conversation.Model,
        conversation.Model is { } model ? Registry.Find(model)?.Name : null,
        conversation,
        Request);

    /// <summary>Why the last reply was what it was; null: none was asked for, or there are no rules.</summary>
    internal Explanation? Explain() => Asked is null || _snapshot.Rules.IsEmpty
        ? null
        : Explanation.Of(_snapshot, SubjectOf(Asked), RequestRule.Of(Request, _snapshot));

    // The parts in front keep a key from being taken for a session's name.
    private string Session()
    {
        if (_snapshot.RequestControl && Request.Header(SessionHeader) is { } session)
        {
            return "session " + session;
        }

        return Vendor?.ApiKey(Request) is { } key ? "key " + key : "";
    }

    private Draft Draft(Rule? rule, Conversation conversation)
    {
        if (rule?.Reply is null && !StructuredOutput.IsIn(conversation))
        {
            return Configured(conversation).Draft(ModelEncoding.Of(conversation.Model), _tokenizers);
        }

        var making = new ReplyContext(conversation, Request, Provider, _draws, _tokenizers)
        {
            Now = Now,
            Fields = Fields,
            Steps = rule?.Reply is SequenceReply ? _steps ??= new(Cursors ?? new(), Session()) : null,
        };
        var draft = rule?.Reply is { } reply ? reply.Make(making) : making.Draft(Configured(conversation));
        if (!StructuredOutput.IsIn(conversation))
        {
            return draft;
        }

        (draft, Mismatch) = StructuredOutput.Met(draft, making);
        return draft;
    }

    private ConfiguredText Configured(Conversation conversation) =>
        _snapshot.Responses.GetValueOrDefault(conversation.Prompt, _snapshot.UnknownResponse);
}
