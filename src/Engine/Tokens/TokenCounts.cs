using System.Collections.Concurrent;

namespace MockLlm.Engine.Tokens;

/// <summary>
/// The token counts of short texts that come again, as the prompts of a load test do: counting costs a lock and half a
/// microsecond, looking up neither. Two generations of half the capacity each bound the memory.
/// </summary>
/// <param name="capacity">The most texts that are remembered.</param>
internal sealed class TokenCounts(int capacity)
{
    /// <summary>Longer texts are counted each time, so that what is remembered stays small.</summary>
    public const int LongestText = 1024;

    private volatile ConcurrentDictionary<(string Text, TokenEncoding Encoding), int> _young = [];
    private volatile ConcurrentDictionary<(string Text, TokenEncoding Encoding), int> _old = [];

    /// <summary>A text's count, counted at most once per generation.</summary>
    public int Of(string text, TokenEncoding encoding, Func<string, TokenEncoding, int> count)
    {
        var key = (text, encoding);
        if (text.Length > LongestText)
        {
            return count(text, encoding);
        }

        if (_young.TryGetValue(key, out var tokens))
        {
            return tokens;
        }

        if (!_old.TryGetValue(key, out tokens))
        {
            tokens = count(text, encoding);
        }

        Remember(key, tokens);
        return tokens;
    }

    private void Remember((string Text, TokenEncoding Encoding) key, int tokens)
    {
        var young = _young;
        if (young.Count >= capacity / 2)
        {
            _old = young;
            _young = young = [];
        }

        young[key] = tokens;
    }
}
