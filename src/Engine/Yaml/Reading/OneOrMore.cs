namespace MockLlm.Engine.Yaml.Reading;

/// <summary>Reads a value that can be written alone or as a list.</summary>
internal static class OneOrMore
{
    /// <summary>The items of the list, or the single value. An empty list is reported as a mistake.</summary>
    public static IReadOnlyList<YamlValueReader> Of(YamlValueReader value)
    {
        const string Expected = "it must hold at least one value, or be left out";
        return value.Node is YamlList ? value.SomeItems(Expected, Expected) : [value];
    }
}
