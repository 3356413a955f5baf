namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>A response that is kept, with what it was asked.</summary>
/// <param name="Answer">The response.</param>
/// <param name="Input">What its request said, each item with an id.</param>
/// <param name="Output">What it said itself, as the next request knows it.</param>
internal sealed record StoredResponse(ResponseAnswer Answer, IReadOnlyList<InputItem> Input, IReadOnlyList<InputItem> Output)
{
    // What the objects around the texts take, about.
    private const int Overhead = 1024;

    /// <summary>The response that it follows; null: none.</summary>
    public string? PreviousId { get; init; }

    /// <summary>Whether it was made for a client that was free to leave.</summary>
    public bool Background { get; init; }

    /// <summary>How many bytes it takes, about.</summary>
    public long Size { get; } = Overhead + (2L * Answer.Completion.Said.Length) + Answer.Shown.Size + Input.Sum(static item => (long)item.Size);

    public static StoredResponse Of(ResponseAnswer answer, ResponseRequest request, Ids ids) => new(
        answer,
        [.. request.Input.Items.Select(item => item with { Id = item.Id ?? ResponseIds.Item(item.Type, ids) })],
        [.. answer.Items.Select(static item => item.AsInput())])
    {
        PreviousId = request.PreviousId,
        Background = request.Background,
    };
}
