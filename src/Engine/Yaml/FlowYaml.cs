namespace MockLlm.Engine.Yaml;

/// <summary>Writes a value on one line in flow style, such as <c>{mean: 15ms, cv: 0.3}</c>. It is only for people to read.</summary>
internal static class FlowYaml
{
    public static string Of(YamlNode node) => node switch
    {
        YamlMap map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{entry.Key.Text}: {Of(entry.Value)}"))}}}",
        YamlList list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        YamlScalar scalar => scalar.Text,
        _ => "",
    };
}
