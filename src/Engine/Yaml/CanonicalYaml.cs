using System.Text;

namespace MockLlm.Engine.Yaml;

/// <summary>Writes a YAML value as a canonical text. Place, layout and the order of keys make no difference.</summary>
internal static class CanonicalYaml
{
    public static string Of(YamlNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                // The length separates the text from what follows, whatever its characters are.
                text.Append(scalar.IsPlain ? 'p' : 'q').Append(scalar.Text.Length).Append(':').Append(scalar.Text);
                break;
            case YamlList list:
                AppendAll(text, '[', list.Items, ']');
                break;
            case YamlMap map:
                var sorted = map.Entries.OrderBy(entry => entry.Key.Text, StringComparer.Ordinal);
                AppendAll(text, '{', sorted.SelectMany(entry => new[] { entry.Key with { IsPlain = true }, entry.Value }), '}');
                break;
        }
    }

    private static void AppendAll(StringBuilder text, char open, IEnumerable<YamlNode> nodes, char close)
    {
        text.Append(open);
        foreach (var node in nodes)
        {
            Append(text, node);
        }

        text.Append(close);
    }
}
