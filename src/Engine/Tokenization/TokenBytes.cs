using System.Text;
using Microsoft.ML.Tokenizers;

namespace MockLlm.Engine.Tokenization;

/// <summary>
/// The bytes of each token of a text. A token may end inside a character. The library then shows the whole character, so the place is
/// found with tokens of one byte: together with the right ones, the token decodes to the character.
/// </summary>
internal static class TokenBytes
{
    // The first 256 tokens of each vocabulary are the single bytes, first those that print (see bytes_to_unicode in OpenAI's gpt-2).
    private static readonly int[] TokenOfByte = OrderBytes();

    /// <summary>Returns the bytes of the tokens, in order. Joined, they are the text in UTF-8.</summary>
    /// <param name="text">A text that is tokenized as a whole.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="tokenizer">The vocabulary.</param>
    public static IEnumerable<byte[]> Of(string text, IReadOnlyList<EncodedToken> tokens, TiktokenTokenizer tokenizer)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var start = 0;
        var (character, place) = (0, 0); // a character of the text, and where it is in the bytes
        for (var i = 0; i < tokens.Count; i++)
        {
            var next = i + 1 < tokens.Count ? tokens[i + 1].Offset.Start.Value : text.Length;
            place += Encoding.UTF8.GetByteCount(text.AsSpan(character, next - character));
            character = next;
            var isWhole = i + 1 == tokens.Count || next >= tokens[i].Offset.End.Value;
            var end = isWhole ? place : EndInside(utf8, tokens[i].Id, start, place, Sharing(tokens, i + 1), tokenizer);
            yield return utf8[start..end];
            start = end;
        }
    }

    // The number of tokens that begin in the same character, from an index on. A character has at most four.
    private static int Sharing(IReadOnlyList<EncodedToken> tokens, int index)
    {
        var count = 1;
        while (index + count < tokens.Count && tokens[index + count].Offset.Start.Value == tokens[index].Offset.Start.Value)
        {
            count++;
        }

        return count;
    }

    // Returns where a token ends that reaches into the character at a place. Each token after it in the character has a byte at least.
    private static int EndInside(byte[] utf8, int token, int start, int place, int after, TiktokenTokenizer tokenizer)
    {
        var first = start;
        while (first > 0 && IsContinuation(utf8[first]))
        {
            first--;
        }

        var last = place + LengthAt(utf8, place);
        var end = Math.Max(start, place) + 1;
        while (end < last - after && !Decodes(utf8[first..last], [.. Single(utf8, first, start), token, .. Single(utf8, end, last)], tokenizer))
        {
            end++;
        }

        return end;
    }

    private static bool Decodes(byte[] utf8, int[] tokens, TiktokenTokenizer tokenizer) =>
        utf8.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(tokenizer.Decode(tokens)));

    private static IEnumerable<int> Single(byte[] utf8, int start, int end) => utf8[start..end].Select(value => TokenOfByte[value]);

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;

    private static int LengthAt(byte[] utf8, int index) => utf8[index] switch
    {
        < 0x80 => 1,
        < 0xE0 => 2,
        < 0xF0 => 3,
        _ => 4,
    };

    private static int[] OrderBytes()
    {
        var prints = Enumerable.Range(0, 256).Where(value => value is >= '!' and <= '~' or >= 0xA1 and not 0xAD).ToList();
        var order = new int[256];
        foreach (var (id, value) in prints.Concat(Enumerable.Range(0, 256).Except(prints)).Index())
        {
            order[value] = id;
        }

        return order;
    }
}
