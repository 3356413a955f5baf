namespace MockLlm.Providers.Anthropic.Caching;

/// <summary>One block of a prompt as the prompt cache sees it.</summary>
/// <param name="Prefix">Stands for everything up to the block's end.</param>
/// <param name="Mark">How long that is to be kept.</param>
/// <param name="Place">Where the block stands, as the vendor writes it.</param>
internal readonly record struct CacheBlock(UInt128 Prefix, CacheMark Mark, string Place);
