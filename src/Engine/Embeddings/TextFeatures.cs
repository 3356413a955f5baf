namespace MockLlm.Engine.Embeddings;

/// <summary>
/// The features that texts are compared by: words, pairs of neighbouring words, and groups of three letters in longer words, so that
/// different forms of a word are similar. Case and punctuation have little effect.
/// </summary>
internal static class TextFeatures
{
    private const int ShortWord = 3;
    private const float Word = 1f;
    private const float WeakWord = 0.4f;
    private const float Pair = 0.5f;
    private const float Letters = 0.3f;

    // Separates texts that differ only in case or punctuation.
    private const float Whole = 0.1f;

    // FNV-1a with 64 bits, over UTF-16 units.
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>A hash that is the same on every machine.</summary>
    public static ulong Hash(ReadOnlySpan<char> text, ulong seed = Basis)
    {
        foreach (var c in text)
        {
            seed = (seed ^ c) * Prime;
        }

        return seed;
    }

    /// <summary>The hash and the weight of each feature.</summary>
    public static List<(ulong Hash, float Weight)> Of(string text)
    {
        var features = new List<(ulong, float)>(text.Length + 8) { (Hash(text, Basis ^ 'w'), Whole) };
        var lower = text.ToLowerInvariant().AsSpan();
        ulong previous = 0;
        for (int start = 0, end; start < lower.Length; start = end + 1)
        {
            end = start;
            while (end < lower.Length && char.IsLetterOrDigit(lower[end]))
            {
                end++;
            }

            previous = end > start ? Add(features, lower[start..end], previous) : previous;
        }

        return features;
    }

    private static ulong Add(List<(ulong Hash, float Weight)> features, ReadOnlySpan<char> word, ulong previous)
    {
        var hash = Hash(word);
        features.Add((hash, word.Length <= ShortWord ? WeakWord : Word));
        if (previous != 0)
        {
            features.Add(((previous * Prime) ^ hash, Pair));
        }

        for (var i = 0; word.Length > ShortWord && i <= word.Length - ShortWord; i++)
        {
            features.Add((Hash(word.Slice(i, ShortWord), Basis ^ 'l'), Letters));
        }

        return hash;
    }
}
