namespace MockLlm.Engine.Tokens;

/// <summary>Where a text's tokens end.</summary>
/// <param name="Ends">
/// For each token in order, the UTF-16 index up to which the text is complete once that token is out. A token that ends
/// inside a character has the same end as the one before it: it waits for the token that completes the character.
/// </param>
internal sealed record TextTokens(int[] Ends)
{
    public int Count => Ends.Length;
}
