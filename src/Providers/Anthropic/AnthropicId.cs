namespace MockLlm.Providers.Anthropic;

/// <summary>Anthropic's ids: a kind, <c>_01</c> and 22 base58 characters, such as <c>msg_01UodR8c3ezAK8rAfi8HAs8g</c>.</summary>
internal static class AnthropicId
{
    private const int Length = 22;

    /// <param name="kind">What it names: <c>msg</c>, <c>req</c>.</param>
    /// <param name="ids">The request's source of ids.</param>
    public static string Draw(string kind, Ids ids) => $"{kind}_01{ids.Base58(Length)}";
}
