using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MockLlm.Engine.Yaml;

/// <summary>Which of YAML's own tags a value may bear: those that say no more than it is.</summary>
internal static class YamlTag
{
    private const string Core = "tag:yaml.org,2002:";

    public static bool FitsScalar(TagName tag) =>
        IsAbsent(tag) || tag.Value is Core + "str" or Core + "int" or Core + "float" or Core + "bool" or Core + "null";

    public static bool FitsList(TagName tag) => IsAbsent(tag) || tag.Value == Core + "seq";

    public static bool FitsMap(TagName tag) => IsAbsent(tag) || tag.Value == Core + "map";

    /// <summary>Whether a scalar may be a number, a flag or nothing, rather than text whatever it looks like.</summary>
    public static bool IsPlain(Scalar scalar) =>
        scalar.Tag.IsEmpty ? scalar.Style == ScalarStyle.Plain : !scalar.Tag.IsNonSpecific && scalar.Tag.Value != Core + "str";

    private static bool IsAbsent(TagName tag) => tag.IsEmpty || tag.IsNonSpecific;
}
