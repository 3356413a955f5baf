using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Inference.PrefixCaching;

/// <summary>Reads <c>latency.prefix_cache</c>.</summary>
internal static class PrefixCacheSection
{
    private const ulong MostInBlock = 4_096;
    private const ulong MostBlocks = 1_000_000;
    private const int UsualBlock = 16;
    private const int UsualBlocks = 20_000;

    private const string Expected = "write off, or a map such as {block: 16, blocks: 20000}";

    /// <summary>Reads the value and reports what is wrong with it.</summary>
    /// <returns>The settings, or null if the value is wrong.</returns>
    public static PrefixCacheSettings? Read(YamlValueReader written) => written.Node switch
    {
        YamlScalar { IsPlain: true, Text: "off" } => PrefixCacheSettings.Off,
        YamlMap or YamlScalar { IsNull: true } => written.Map(Read),
        _ => written.Wrong<PrefixCacheSettings>(Expected),
    };

    private static PrefixCacheSettings? Read(YamlMapReader map)
    {
        var mistakes = map.Mistakes;
        var block = map.Value("block")?.Whole(number => number is >= 1 and <= MostInBlock, "it must be a whole number of tokens from 1 to 4096, for instance 16");
        var blocks = map.Value("blocks")?.Whole(number => number is >= 1 and <= MostBlocks, "it must be a whole number from 1 to 1000000, for instance 20000");
        return map.Mistakes > mistakes ? null : new((int)(block ?? UsualBlock), (int)(blocks ?? UsualBlocks));
    }
}
