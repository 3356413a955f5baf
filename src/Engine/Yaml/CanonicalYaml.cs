using System.Text;

namespace MockLlm.Engine.Yaml;

/// <summary>A piece of YAML as one text that is the same wherever it stands, however it is laid out and in whatever order its keys are.</summary>
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
                // The length parts a text from what follows, whatever it holds.
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
