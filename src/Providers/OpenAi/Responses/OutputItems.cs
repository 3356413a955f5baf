namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>Splits a completion into the items of a response.</summary>
internal static class OutputItems
{
    // The encrypted reasoning of the live API begins like this, and is a few times as long as the reasoning.
    private const string EncryptedHead = "gAAAAAB";
    private const int LeastEncrypted = 200;

    public static IReadOnlyList<OutputItem> Of(Completion completion, ResponseReasoning reasoning, ResponseTools tools, Ids ids)
    {
        var items = new List<OutputItem>();
        for (int i = 0, next; i < completion.Parts.Count; i = next)
        {
            next = completion.Parts[i].IsAnswer ? EndOfAnswer(completion.Parts, i) : i + 1;
            items.Add(Item(completion.Parts, i, next, reasoning, tools, ids));
        }

        if (completion.FinishReason is FinishReason.Length or FinishReason.ContentFilter && items.Count > 0)
        {
            items[^1] = items[^1] with { IsCut = true };
        }

        return items.Count > 0 || completion.FinishReason != FinishReason.Stop
            ? items
            : [new MessageItem(ResponseIds.Message(ids), 0, [new(PartKind.Text, "")])];
    }

    private static OutputItem Item(
        IReadOnlyList<CompletionPart> parts, int first, int end, ResponseReasoning reasoning, ResponseTools tools, Ids ids) => parts[first].Kind switch
        {
            PartKind.Reasoning => new ReasoningItem(ResponseIds.Reasoning(ids), first, parts[first])
            {
                HasSummary = reasoning.Summary is not null,
                Encrypted = reasoning.Encrypted ? EncryptedHead + ids.Alphanumeric(LeastEncrypted + (2 * parts[first].Text.Length)) : null,
            },
            PartKind.ToolCall when parts[first].IsFreeText || tools.IsCustom(parts[first].Tool) =>
                new CustomCallItem(ResponseIds.Custom(ids), ResponseIds.Call(ids), first, parts[first]),
            PartKind.ToolCall => new CallItem(ResponseIds.Function(ids), ResponseIds.Call(ids), first, parts[first]),
            _ => new MessageItem(ResponseIds.Message(ids), first, [.. parts.Take(first..end)]),
        };

    private static int EndOfAnswer(IReadOnlyList<CompletionPart> parts, int start)
    {
        var end = start;
        while (end < parts.Count && parts[end].IsAnswer)
        {
            end++;
        }

        return end;
    }
}
