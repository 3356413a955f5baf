namespace MockLlm.Engine.Tokens;

/// <summary>Unicode scalars in UTF-16 text: a surrogate pair is one, and so is a surrogate without its partner.</summary>
internal static class UnicodeScalars
{
    /// <summary>How many scalars a text has.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            count -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The UTF-16 units of the scalar that begins at an index: 1 or 2.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int index) => IsInside(text, index + 1) ? 2 : 1;

    /// <summary>Whether an index falls between the halves of a surrogate pair.</summary>
    public static bool IsInside(ReadOnlySpan<char> text, int index) =>
        index > 0 && index < text.Length && char.IsSurrogatePair(text[index - 1], text[index]);
}
