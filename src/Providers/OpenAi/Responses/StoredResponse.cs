namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>A stored response, with its input.</summary>
/// <param name="Answer">The response.</param>
/// <param name="Input">The input items of the request. Each has an id.</param>
/// <param name="Output">The output, as input items of the next request.</param>
internal sealed record StoredResponse(ResponseAnswer Answer, IReadOnlyList<InputItem> Input, IReadOnlyList<InputItem> Output)
{
    // About the bytes of the objects around the texts.
    private const int Overhead = 1024;

    /// <summary>The id of the response before this one, or null if there is none.</summary>
    public string? PreviousId { get; init; }

    /// <summary>Whether it was made in the background.</summary>
    public bool Background { get; init; }

    /// <summary>About the bytes that it takes.</summary>
    public long Size { get; } = Overhead + (2L * Answer.Completion.AllText.Length) + Answer.Shown.Size + Input.Sum(static item => (long)item.Size);

    public static StoredResponse Of(ResponseAnswer answer, ResponseRequest request, Ids ids) => new(
        answer,
        [.. request.Input.Items.Select(item => item with { Id = item.Id ?? ResponseIds.Item(item.Type, ids) })],
        [.. answer.Items.Select(static item => item.AsInput())])
    {
        PreviousId = request.PreviousId,
        Background = request.Background,
    };
}
