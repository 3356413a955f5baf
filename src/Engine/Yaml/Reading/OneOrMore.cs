
namespace MockLlm.Engine.Yaml.Reading;

/// <summary>Something that may be written alone, or as a list of which any holds.</summary>
internal static class OneOrMore
{
    public static IReadOnlyList<YamlValueReader> Of(YamlValueReader value)
    {
        if (value.Node is not YamlList { Items: var items })
        {
            return [value];
        }

        const string Expected = "it must hold at least one";
        return items.Count == 0 ? value.Wrong<IReadOnlyList<YamlValueReader>>(Expected) ?? [] : value.Items(Expected);
    }
}
