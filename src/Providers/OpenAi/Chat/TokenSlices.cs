using System.Text;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>The bytes of the tokens of a text that may have been cut, by a stop sequence or a limit.</summary>
internal static class TokenSlices
{
    /// <summary>Returns the bytes of each token. Joined, they are the text in UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ends">Where its tokens end, as in <c>TextTokens</c>.</param>
    /// <param name="tokens">The bytes of the tokens of the text. If the text was cut, the last of them may be other tokens.</param>
    public static IReadOnlyList<byte[]> Of(string text, int[] ends, IEnumerable<byte[]> tokens)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var slices = new List<byte[]>(ends.Length);
        var start = 0;
        using var real = tokens.GetEnumerator();
        var (character, place) = (0, 0); // the end of a token in the text, and in the bytes
        var isReal = true;
        foreach (var end in ends)
        {
            place += Encoding.UTF8.GetByteCount(text.AsSpan(character, end - character));
            character = end;
            isReal = isReal && real.MoveNext() && EndsAt(utf8, start + real.Current.Length, place);
            var next = isReal ? start + real.Current.Length : Math.Max(start, place);
            slices.Add(utf8[start..next]);
            start = next;
        }

        return slices;
    }

    // A token that ends inside a character has its end before that character.
    private static bool EndsAt(byte[] utf8, int end, int place)
    {
        if (end < place || end > utf8.Length)
        {
            return false;
        }

        while (end > place && end < utf8.Length && (utf8[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return end == place;
    }
}
