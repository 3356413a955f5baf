namespace MockLlm.Providers.OpenAi.Inputs;

/// <summary>A text as OpenAI's older routes take it: as such, or as its tokens.</summary>
/// <param name="Written">The text; null: it was sent as tokens.</param>
/// <param name="Tokens">Its tokens; null: it was sent as text.</param>
internal sealed record TextInput(string? Written, IReadOnlyList<int>? Tokens)
{
    public bool IsEmpty => Written?.Length == 0 || Tokens?.Count == 0;

    public int Count(Mock mock, string model) => Tokens?.Count ?? mock.CountTokens(Written!, model);

    /// <summary>The text; null: a token is not in the model's vocabulary.</summary>
    public string? Text(Mock mock, string model) => Written ?? mock.Decode(Tokens!, model);
}
