using MockLlm.Engine.Latency;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>Reads <c>tokens</c>: the length of a random text, which can vary.</summary>
internal static class TokensSetting
{
    /// <summary>Reads the value and reports what is wrong with it.</summary>
    /// <returns>The distribution of the numbers of tokens, or null if the value is wrong.</returns>
    public static Distribution? Read(YamlValueReader value) => value.Node is Yaml.YamlScalar
        ? value.Whole(static number => number is >= 1 and <= CompletionLimits.MostTokens, "it must be a whole number from 1 to 1000000, for instance 200") is { } always
            ? new Distribution.Constant(always)
            : null
        : DistributionSetting.Read(value, DistributionUnit.Tokens);
}
