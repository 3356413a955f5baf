namespace MockLlm.Providers.Anthropic.Caching;

/// <summary>What a prompt had of the prompt cache, in tokens.</summary>
/// <param name="Read">Read from it.</param>
/// <param name="WrittenForMinutes">Written to it for five minutes.</param>
/// <param name="WrittenForAnHour">Written to it for an hour.</param>
internal readonly record struct CacheUse(int Read, int WrittenForMinutes, int WrittenForAnHour)
{
    /// <summary>All that was written to it.</summary>
    public int Written => WrittenForMinutes + WrittenForAnHour;
}
