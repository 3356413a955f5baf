namespace MockLlm.Engine.Inference.PrefixCaching;

/// <summary>The size of a prefix cache.</summary>
/// <param name="Block">How many tokens a block has. At least 1.</param>
/// <param name="Blocks">How many blocks are kept. 0 if there is no cache.</param>
internal sealed record PrefixCacheSettings(int Block, int Blocks)
{
    /// <summary>No cache. It turns off the cache of a layer with lower precedence.</summary>
    public static PrefixCacheSettings Off { get; } = new(1, 0);
}
