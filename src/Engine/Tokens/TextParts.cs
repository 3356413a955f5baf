using Microsoft.ML.Tokenizers;

namespace MockLlm.Engine.Tokens;

/// <summary>
/// The parts of a text that are tokenized each by itself: the vocabulary's own words, and long ones in several parts. Merging
/// takes time quadratic in a word's length, so that a megabyte of one letter would hold a core for hours.
/// </summary>
internal static class TextParts
{
    /// <summary>The longest part in UTF-16 units. At the seams of a longer word a few tokens may be cut otherwise than the vendor would.</summary>
    public const int Longest = 512;

    /// <summary>Start and length of each part, in order and without gaps. No part splits a surrogate pair.</summary>
    public static IEnumerable<(int Start, int Length)> Of(string text, PreTokenizer words)
    {
        foreach (var (offset, length) in words.PreTokenize(text))
        {
            var end = offset + length;
            for (int start = offset, next; start < end; start = next)
            {
                next = end - start > Longest ? Seam(text, start + Longest) : end;
                yield return (start, next - start);
            }
        }
    }

    private static int Seam(string text, int index) => char.IsSurrogatePair(text[index - 1], text[index]) ? index - 1 : index;
}
