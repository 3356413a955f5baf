using CsCheck;

namespace MockLlm.Bench.Fuzzing;

/// <summary>Generates texts of a line-based or free form by changing valid ones: pieces put in, taken out, doubled, repeated or swapped.</summary>
internal static class TextMutation
{
    private const int MostRepeats = 300;

    /// <summary>Texts made from one of these by up to so many changes.</summary>
    /// <param name="valid">Valid texts. One of them is changed, and the others give lines to it.</param>
    /// <param name="pieces">The pieces that are put in.</param>
    /// <param name="mostChanges">The most changes.</param>
    public static Gen<string> Of(string[] valid, string[] pieces, int mostChanges = 6) =>
        from text in Gen.OneOf(valid)
        from other in Gen.OneOf(valid)
        from edits in Edit(pieces).Array[0, mostChanges]
        select edits.Aggregate(text, (changed, edit) => edit(changed, other));

    private static Gen<Func<string, string, string>> Edit(string[] pieces) =>
        from kind in Gen.Int[0, 9]
        from first in Gen.Int[0, int.MaxValue - 1]
        from second in Gen.Int[0, int.MaxValue - 1]
        from piece in Gen.OneOf(pieces)
        select new Func<string, string, string>((text, other) => Apply(text, other, kind, first, second, piece));

    private static string Apply(string text, string other, int kind, int first, int second, string piece)
    {
        if (text.Length == 0)
        {
            return piece;
        }

        var at = first % text.Length;
        var length = Math.Min(1 + (second % 12), text.Length - at);
        var lines = text.Split('\n');
        var line = first % lines.Length;
        return kind switch
        {
            0 or 1 => text.Insert(at, piece),
            2 => text.Remove(at, length),
            3 => text.Insert(at, text.Substring(at, length)),
            4 => string.Concat(text.AsSpan(0, at), piece, text.AsSpan(at + length)),
            5 => text[..at],
            6 => text.Insert(at, string.Concat(Enumerable.Repeat(piece, 1 + (second % MostRepeats)))),
            7 => string.Join('\n', lines.Select((old, index) => index == line ? other.Split('\n')[second % other.Split('\n').Length] : old)),
            8 => string.Join('\n', lines.SelectMany((old, index) => index == line ? [old, old] : new[] { old })),
            _ => string.Join('\n', lines.Select((old, index) => index == line ? AfterColon(old, piece) : old)),
        };
    }

    // Replaces what a line says about its key.
    private static string AfterColon(string line, string with)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? with : line[..(colon + 2)] + with;
    }
}
