using MockLlm.Engine.Pacing;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Completions;

/// <summary>Cuts a completion into the pieces of a stream.</summary>
internal static class Pieces
{
    /// <summary>
    /// The pieces, created one by one when they are needed. The joined pieces are the joined texts of all parts. No piece has text of two
    /// parts.
    /// </summary>
    /// <param name="completion">The completion with its tokens.</param>
    /// <param name="chunk">How the text is cut.</param>
    /// <param name="schedule">Creates the schedule for one enumeration.</param>
    public static IEnumerable<TimedText> Of(Completion completion, Chunking chunk, Func<Schedule> schedule)
    {
        var times = schedule();
        var offset = 0;
        for (var part = 0; part < completion.Parts.Count; part++)
        {
            var text = completion.Parts[part].Text;
            var ends = completion.Parts[part].Tokens.Ends;
            var token = EndedAt(ends, 0, token: 0);
            for (int start = 0, end; start < text.Length; start = end)
            {
                end = chunk.Unit switch
                {
                    ChunkUnit.Token => TokenEnd(text, ends, token),
                    ChunkUnit.Word => WordEnd(text, start),
                    _ => CharactersEnd(text, start, chunk.Size),
                };
                var before = token;
                token = end < text.Length ? EndedAt(ends, end, token) : ends.Length;
                yield return new(text.AsMemory(start, end - start), times.After(text.AsSpan(start, end - start), offset + end))
                {
                    Part = part,
                    Tokens = token - before,
                };
            }

            offset += text.Length;
        }
    }

    // A completion that a provider created or changed may have no tokens, or those of another text. The rest is then one piece.
    private static int TokenEnd(string text, int[] ends, int token) =>
        token < ends.Length ? Math.Min(ends[token], text.Length) : text.Length;

    // The first token that ends after an index. Several tokens can end at the same index, because a token can end inside a character.
    private static int EndedAt(int[] ends, int index, int token)
    {
        while (token < ends.Length && ends[token] <= index)
        {
            token++;
        }

        return token;
    }

    private static int WordEnd(string text, int start)
    {
        var end = Skip(text, start, white: true);
        end = Skip(text, end, white: false);
        return Skip(text, end, white: true) == text.Length ? text.Length : end;
    }

    private static int Skip(string text, int index, bool white)
    {
        while (index < text.Length && char.IsWhiteSpace(text[index]) == white)
        {
            index++;
        }

        return index;
    }

    private static int CharactersEnd(string text, int start, int size)
    {
        var end = start;
        for (var i = 0; i < size && end < text.Length; i++)
        {
            end += UnicodeScalars.LengthAt(text, end);
        }

        return end;
    }
}
