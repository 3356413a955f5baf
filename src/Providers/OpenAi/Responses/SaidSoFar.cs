namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>All that was said before an answer: what the responses before it knew, and what the request adds.</summary>
/// <param name="Items">Oldest first, references resolved.</param>
/// <param name="Messages">The same in neutral words, the instructions first.</param>
internal sealed record SaidSoFar(IReadOnlyList<InputItem> Items, IReadOnlyList<Message> Messages)
{
    /// <summary>Whether it reaches back to its beginning: a response that was forgotten is missed.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Why it cannot be answered, or null.</summary>
    public Problem? Problem { get; private init; }

    public static SaidSoFar Of(ResponseRequest request, ResponseStore store)
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
            var said = item.Type == InputItem.Reference ? store.Item(item.Id!) : item;
            problem ??= said is null ? ResponseProblems.ItemNotFound(item.Id!) : null;
            items.Add(said ?? item);
        }

        IEnumerable<Message> instructions = request.Instructions is { } text ? [new("system", text)] : [];
        return new(items, [.. instructions, .. items.Select(static item => item.Message).OfType<Message>()])
        {
            IsWhole = isWhole,
            Problem = problem,
        };
    }

    /// <summary>The id of a call without a result, or null.</summary>
    public string? Unanswered() => Alone(Items.Where(static item => item.IsCall), Items.Where(static item => item.IsResult));

    /// <summary>The id of a result without a call, or null.</summary>
    public string? Uncalled() => IsWhole ? Alone(Items.Where(static item => item.IsResult), Items.Where(static item => item.IsCall)) : null;

    private static string? Alone(IEnumerable<InputItem> items, IEnumerable<InputItem> others)
    {
        HashSet<string?>? ids = null;
        return items.FirstOrDefault(item => !(ids ??= [.. others.Select(static other => other.CallId)]).Contains(item.CallId))?.CallId;
    }
}
