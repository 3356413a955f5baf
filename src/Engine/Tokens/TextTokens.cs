namespace MockLlm.Engine.Tokens;

/// <summary>Where a text's tokens end.</summary>
/// <param name="Ends">
/// For each token in order, the UTF-16 index up to which the text is complete once that token is out. A token that ends
/// inside a character has the same end as the one before it: it waits for the token that completes the character.
/// </param>
internal sealed record TextTokens(int[] Ends)
{
    public int Count => Ends.Length;

    /// <summary>The tokens of several texts, joined.</summary>
    /// <param name="texts">The length of each text, and its tokens.</param>
    public static TextTokens Joined(IReadOnlyList<(int Length, TextTokens Tokens)> texts)
    {
        if (texts is [var only])
        {
            return only.Tokens;
        }

        var ends = new int[texts.Sum(text => text.Tokens.Count)];
        var (at, offset) = (0, 0);
        foreach (var (length, tokens) in texts)
        {
            foreach (var end in tokens.Ends)
            {
                ends[at++] = offset + end;
            }

            offset += length;
        }

        return new(ends);
    }

    /// <summary>The first tokens alone.</summary>
    /// <param name="count">How many; from 1 to <see cref="Count"/>.</param>
    public TextTokens First(int count) => new(Ends[..count]);

    /// <summary>The tokens needed to produce the text up to an index. A token that reaches over it is needed and ends there.</summary>
    /// <param name="end">A UTF-16 index up to the text's length.</param>
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
