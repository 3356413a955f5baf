namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>A stored response, with its input.</summary>
/// <param name="Answer">The response.</param>
/// <param name="Input">The input items of the request. Each has an id.</param>
/// <param name="Output">The output, as input items of the next request.</param>
internal sealed record StoredResponse(ResponseAnswer Answer, IReadOnlyList<InputItem> Input, IReadOnlyList<InputItem> Output)
{
    // About the bytes of the response's own objects and of its place in the store.
    private const int Overhead = 1100;

    /// <summary>The id of the response before this one, or null if there is none.</summary>
    public string? PreviousId { get; init; }

    /// <summary>Whether it was made in the background.</summary>
    public bool Background { get; init; }

    /// <summary>All items that have an id.</summary>
    public IEnumerable<InputItem> Items => Input.Concat(Output).Where(static item => item.Id is not null);

    /// <summary>About the bytes that it takes.</summary>
    public long Size { get; } = Overhead + Answer.Size + Input.Concat(Output).Sum(static item => item.Size + ItemIndex.EntrySize);

    public static StoredResponse Of(ResponseAnswer answer, ResponseRequest request, Ids ids) => new(
        answer,
        [.. request.Input.Items.Select(item => item with { Id = item.Id ?? ResponseIds.Item(item.Type, ids) })],
        [.. answer.Items.Select(static item => item.AsInput())])
    {
        PreviousId = request.PreviousId,
        Background = request.Background,
    };
}
