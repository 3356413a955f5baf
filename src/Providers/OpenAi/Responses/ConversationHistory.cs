namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The conversation before an answer: the items of the responses before it, and the items of the request.</summary>
/// <param name="Items">The items, the oldest first. References are resolved.</param>
/// <param name="Messages">The messages in the terms that all providers share. The instructions come first.</param>
internal sealed record ConversationHistory(IReadOnlyList<InputItem> Items, IReadOnlyList<Message> Messages)
{
    /// <summary>Whether the conversation is whole. It is not if one of its responses is forgotten.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>The reason why the request cannot be answered, or null if it can.</summary>
    public Problem? Problem { get; private init; }

    public static ConversationHistory Of(ResponseRequest request, ResponseStore store)
    {
        Problem? problem = null;
        var items = new List<InputItem>();
        var isWhole = true;
        if (request.PreviousId is { } previous)
        {
            problem = store.Find(previous) is null ? ResponseProblems.PreviousNotFound(previous) : null;
            isWhole = store.Recall(previous, items);
        }

        foreach (var item in request.Input.Items)
        {
            var isKnown = item.Type != InputItem.Reference && (request.Store || !ItemRules.IsBareReasoning(item));
            var said = isKnown ? item : store.Item(item.Id!);
            problem ??= said is null ? ResponseProblems.ItemNotFound(item.Id!, request.Store) : null;
            items.Add(said ?? item);
        }

        IEnumerable<Message> instructions = request.Instructions is { } text ? [new("system", text)] : [];
        return new(items, [.. instructions, .. items.Select(static item => item.Message).OfType<Message>()])
        {
            IsWhole = isWhole,
            Problem = problem,
        };
    }

    /// <summary>Returns the id of a call without a result, or null if there is none.</summary>
    public string? Unanswered() => Alone(Items.Where(static item => item.IsCall), Items.Where(static item => item.IsResult));

    /// <summary>Returns the id of a result without a call, or null if there is none.</summary>
    public string? Uncalled() => IsWhole ? Alone(Items.Where(static item => item.IsResult), Items.Where(static item => item.IsCall)) : null;

    private static string? Alone(IEnumerable<InputItem> items, IEnumerable<InputItem> others)
    {
        HashSet<string?>? ids = null;
        return items.FirstOrDefault(item => !(ids ??= [.. others.Select(static other => other.CallId)]).Contains(item.CallId))?.CallId;
    }
}
