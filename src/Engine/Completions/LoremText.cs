using System.Text;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Completions;

/// <summary>
/// Creates sentences of random words. Each word is one token in every vocabulary, with or without a space before it, and so is the full
/// stop. So the number of tokens is the number of words and full stops, and the tokens need not be counted.
/// </summary>
internal static class LoremText
{
    private const int MinSentenceTokens = 5;
    private const int MaxSentenceTokens = 14;

    /// <summary>The words. The first word of a sentence is capitalized.</summary>
    internal static readonly string[] Words =
    [
        "a", "about", "after", "again", "all", "also", "always", "and", "another", "any", "are", "as", "at", "back", "be", "because", "been",
        "before", "best", "better", "between", "big", "book", "both", "but", "by", "call", "can", "case", "change", "city", "come", "could",
        "country", "day", "did", "different", "do", "down", "each", "end", "even", "every", "example", "far", "few", "find", "first", "follow",
        "for", "form", "from", "get", "give", "go", "good", "great", "group", "hand", "have", "he", "head", "help", "her", "here", "high", "his",
        "home", "house", "how", "if", "important", "in", "is", "it", "just", "keep", "kind", "know", "large", "last", "late", "left", "life",
        "like", "line", "little", "long", "look", "made", "make", "man", "many", "may", "more", "most", "move", "much", "must", "my", "name",
        "need", "never", "new", "next", "night", "no", "not", "now", "number", "of", "off", "often", "old", "on", "one", "only", "open", "or",
        "other", "our", "out", "over", "own", "page", "part", "people", "place", "point", "problem", "program", "public", "question", "read",
        "real", "right", "room", "same", "say", "school", "second", "see", "set", "she", "should", "show", "side", "since", "small", "so",
        "some", "start", "state", "still", "story", "study", "such", "system", "take", "than", "that", "the", "their", "them", "then", "there",
        "these", "they", "thing", "think", "this", "those", "three", "through", "time", "to", "too", "try", "turn", "two", "under", "up", "us",
        "use", "very", "want", "was", "water", "way", "we", "well", "were", "what", "when", "where", "which", "while", "who", "why", "will",
        "with", "without", "word", "work", "world", "would", "write", "year", "you", "young", "your",
    ];

    private static readonly string[] Capitalized = [.. Words.Select(word => char.ToUpperInvariant(word[0]) + word[1..])];

    /// <summary>Creates a text with a number of tokens.</summary>
    /// <param name="tokens">The number of tokens, at least 1.</param>
    /// <param name="random">The random numbers for the words and the lengths of the sentences.</param>
    public static (string Text, TextTokens Tokens) Of(int tokens, RandomSequence random)
    {
        var text = new StringBuilder();
        var ends = new List<int>(tokens);
        while (ends.Count < tokens)
        {
            AppendSentence(text, ends, Math.Min(Length(ref random), tokens - ends.Count), ref random);
        }

        return (text.ToString(), new([.. ends]));
    }

    private static int Length(ref RandomSequence random) => MinSentenceTokens + random.NextBelow(MaxSentenceTokens - MinSentenceTokens + 1);

    // If only one token remains, it is a word without a full stop.
    private static void AppendSentence(StringBuilder text, List<int> ends, int tokens, ref RandomSequence random)
    {
        var words = Math.Max(1, tokens - 1);
        for (var word = 0; word < words; word++)
        {
            AppendWord(text, word == 0 ? Capitalized : Words, ref random);
            ends.Add(text.Length);
        }

        if (tokens > words)
        {
            ends.Add(text.Append('.').Length);
        }
    }

    private static void AppendWord(StringBuilder text, string[] words, ref RandomSequence random)
    {
        if (text.Length > 0)
        {
            text.Append(' ');
        }

        text.Append(words[random.NextBelow(words.Length)]);
    }
}
