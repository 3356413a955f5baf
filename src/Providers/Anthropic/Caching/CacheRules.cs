namespace MockLlm.Providers.Anthropic.Caching;

/// <summary>The rules for the cache breakpoints of a prompt, in the words of the live API.</summary>
internal static class CacheRules
{
    private const int MostBreakpoints = 4;

    /// <summary>Returns the first rule that the breakpoints break, or null if they break none.</summary>
    /// <param name="blocks">The blocks of the prompt, or null if nothing is cached.</param>
    public static Problem? Broken(IReadOnlyList<CacheBlock>? blocks)
    {
        if (blocks is null)
        {
            return null;
        }

        List<CacheBlock> marked = [.. blocks.Where(block => block.Mark != CacheMark.None)];
        if (marked.Count > MostBreakpoints)
        {
            return $"A maximum of {MostBreakpoints} blocks with cache_control may be provided. Found {marked.Count}.";
        }

        var late = marked.SkipWhile(block => block.Mark == CacheMark.Hour).FirstOrDefault(block => block.Mark == CacheMark.Hour);
        return late.Mark == CacheMark.Hour
            ? $"{late.Place}.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`."
            : null;
    }
}
