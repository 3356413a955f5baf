namespace MockLlm.Engine.Tokenization;

/// <summary>The positions at which the tokens of a text end.</summary>
/// <param name="Ends">
/// For each token in order, the UTF-16 index up to which the text is complete when that token is sent. A token that ends inside a character
/// has the same end as the token before it. The character then belongs to the token that completes it.
/// </param>
internal sealed record TextTokens(int[] Ends)
{
    public int Count => Ends.Length;

    /// <summary>The tokens of several texts that are joined to one.</summary>
    /// <param name="texts">The length of each text in UTF-16 units, and its tokens.</param>
    public static TextTokens Joined(IReadOnlyList<(int Length, TextTokens Tokens)> texts)
    {
        if (texts is [var only])
        {
            return only.Tokens;
        }

        var ends = new int[texts.Sum(text => text.Tokens.Count)];
        var (index, offset) = (0, 0);
        foreach (var (length, tokens) in texts)
        {
            foreach (var end in tokens.Ends)
            {
                ends[index++] = offset + end;
            }

            offset += length;
        }

        return new(ends);
    }

    /// <summary>The first tokens.</summary>
    /// <param name="count">The number of tokens, from 1 to <see cref="Count"/>.</param>
    public TextTokens First(int count) => new(Ends[..count]);

    /// <summary>
    /// The tokens that produce the text up to an index. A token that reaches beyond the index is included and ends there.
    /// </summary>
    /// <param name="end">A UTF-16 index, at most the length of the text.</param>
    public TextTokens UpTo(int end)
    {
        if (end == 0)
        {
            return new([]);
        }

        var count = 1;
        while (Ends[count - 1] < end)
        {
            count++;
        }

        var ends = Ends[..count];
        ends[^1] = end;
        return new(ends);
    }
}
