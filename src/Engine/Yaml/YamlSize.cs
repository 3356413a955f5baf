namespace MockLlm.Engine.Yaml;

/// <summary>About the bytes that a tree takes on the heap of a 64-bit process.</summary>
internal static class YamlSize
{
    // A node with its place in its list or map.
    private const int Node = 80;

    public static long Of(YamlNode node) => node switch
    {
        YamlScalar scalar => Of(scalar.Text),
        YamlList list => Node + list.Items.Sum(static item => Of(item)),
        YamlMap map => Node + map.Entries.Sum(static entry => Of(entry.Key) + Of(entry.Value)),
        _ => Node,
    };

    public static long Of(string text) => Node + (2L * text.Length);
}
