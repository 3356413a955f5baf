using Microsoft.ML.Tokenizers;

namespace MockLlm.Engine.Tokenization;

/// <summary>
/// Splits a text into parts that are tokenized separately: the words of the vocabulary, with long words cut into several parts. The time to
/// tokenize a word grows with the square of its length, so without a limit one megabyte of the same letter would block a core for hours.
/// </summary>
internal static class TextParts
{
    /// <summary>
    /// The maximum length of a part in UTF-16 units. Where a longer word is cut, a few tokens may differ from those of the vendor.
    /// </summary>
    public const int MaxLength = 512;

    /// <summary>The start and length of each part, in order and without gaps. No part splits a surrogate pair.</summary>
    public static IEnumerable<(int Start, int Length)> Of(string text, PreTokenizer words)
    {
        foreach (var (offset, length) in words.PreTokenize(text))
        {
            var end = offset + length;
            for (int start = offset, next; start < end; start = next)
            {
                next = end - start > MaxLength ? Cut(text, start + MaxLength) : end;
                yield return (start, next - start);
            }
        }
    }

    private static int Cut(string text, int index) => char.IsSurrogatePair(text[index - 1], text[index]) ? index - 1 : index;
}
