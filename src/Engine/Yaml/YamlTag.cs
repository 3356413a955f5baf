using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MockLlm.Engine.Yaml;

/// <summary>Decides which tags a value may have. Only tags of the YAML core schema are allowed, on a value of the matching kind.</summary>
internal static class YamlTag
{
    private const string Core = "tag:yaml.org,2002:";

    public static bool FitsScalar(TagName tag) =>
        IsAbsent(tag) || tag.Value is Core + "str" or Core + "int" or Core + "float" or Core + "bool" or Core + "null";

    public static bool FitsList(TagName tag) => IsAbsent(tag) || tag.Value == Core + "seq";

    public static bool FitsMap(TagName tag) => IsAbsent(tag) || tag.Value == Core + "map";

    /// <summary>Whether a scalar is plain, so that it can be a number, a flag or null. Otherwise it is always a text.</summary>
    public static bool IsPlain(Scalar scalar) =>
        scalar.Tag.IsEmpty ? scalar.Style == ScalarStyle.Plain : !scalar.Tag.IsNonSpecific && scalar.Tag.Value != Core + "str";

    private static bool IsAbsent(TagName tag) => tag.IsEmpty || tag.IsNonSpecific;
}
