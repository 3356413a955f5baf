using System.Collections.Concurrent;
using MockLlm.Engine.Hashing;

namespace MockLlm.Engine.Tokenization;

/// <summary>
/// A cache of the token counts of short texts. It serves texts that repeat, such as the prompts of a load test: counting takes a lock and
/// half a microsecond, a lookup takes neither. The cache has two generations, each with half of the capacity. When the younger one is full,
/// it replaces the older one.
/// </summary>
/// <param name="capacity">The maximum number of texts in the cache.</param>
internal sealed class TokenCounts(int capacity)
{
    /// <summary>
    /// The maximum length of a cached text in UTF-16 units. Longer texts are counted each time, so that a request with a new long text does not hash it in vain.
    /// </summary>
    public const int MaxTextLength = 1024;

    private volatile ConcurrentDictionary<UInt128, int> _young = [];
    private volatile ConcurrentDictionary<UInt128, int> _old = [];

    /// <summary>The number of tokens in a text. It is counted at most once per generation, unless threads race.</summary>
    public int Of(string text, TokenEncoding encoding, Func<string, TokenEncoding, int> count)
    {
        if (text.Length > MaxTextLength)
        {
            return count(text, encoding);
        }

        var key = ClientKey.Of(text, (long)encoding);
        if (_young.TryGetValue(key, out var tokens))
        {
            return tokens;
        }

        if (!_old.TryGetValue(key, out tokens))
        {
            tokens = count(text, encoding);
        }

        Add(key, tokens);
        return tokens;
    }

    private void Add(UInt128 key, int tokens)
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
