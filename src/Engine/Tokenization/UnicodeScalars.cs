namespace MockLlm.Engine.Tokenization;

/// <summary>Unicode scalar values in UTF-16 text. A surrogate pair counts as one, and so does a lone surrogate.</summary>
internal static class UnicodeScalars
{
    /// <summary>The number of scalar values in a text.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            count -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The number of UTF-16 units of the scalar value that begins at an index: 1 or 2.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int index) => IsInside(text, index + 1) ? 2 : 1;

    /// <summary>Whether an index is between the two halves of a surrogate pair.</summary>
    public static bool IsInside(ReadOnlySpan<char> text, int index) =>
        index > 0 && index < text.Length && char.IsSurrogatePair(text[index - 1], text[index]);
}
