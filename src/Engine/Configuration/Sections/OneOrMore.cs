using MockLlm.Engine.Configuration.Reading;
using MockLlm.Engine.Configuration.Yaml;

namespace MockLlm.Engine.Configuration.Sections;

/// <summary>Something that may be written alone, or as a list of which any holds.</summary>
internal static class OneOrMore
{
    public static IReadOnlyList<Value> Of(Value value)
    {
        if (value.Node is not YamlList { Items: var items })
        {
            return [value];
        }

        const string Expected = "it must hold at least one";
        return items.Count == 0 ? value.Wrong<IReadOnlyList<Value>>(Expected) ?? [] : value.Items(Expected);
    }
}
