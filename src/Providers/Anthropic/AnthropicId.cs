namespace MockLlm.Providers.Anthropic;

/// <summary>Makes Anthropic's ids. An id is a kind, <c>_01</c> and 22 base58 characters, such as <c>msg_01UodR8c3ezAK8rAfi8HAs8g</c>.</summary>
internal static class AnthropicId
{
    private const int Length = 22;

    /// <param name="kind">The kind, such as <c>msg</c> or <c>req</c>.</param>
    /// <param name="ids">The source of ids of the request.</param>
    public static string Draw(string kind, Ids ids) => $"{kind}_01{ids.Base58(Length)}";
}
