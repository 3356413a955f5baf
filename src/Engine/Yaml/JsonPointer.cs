using System.Globalization;

namespace MockLlm.Engine.Yaml;

/// <summary>Names a node in a JSON body (RFC 6901), such as <c>/when/prompt</c>.</summary>
internal static class JsonPointer
{
    /// <summary>The pointer to the node at a place, or null if there is none. A key stands for its value.</summary>
    /// <param name="root">The whole body.</param>
    /// <param name="place">The place of the node.</param>
    public static string? Of(YamlNode root, Place place) => root.Place == place ? "" : root switch
    {
        YamlMap map => First(map.Entries, place, static entry => Escaped(entry.Key.Text), static entry => entry.Value, static entry => entry.Key.Place),
        YamlList list => First(
            [.. list.Items.Select(static (item, index) => (item, index))],
            place,
            static each => each.index.ToString(CultureInfo.InvariantCulture),
            static each => each.item,
            static each => each.item.Place),
        _ => null,
    };

    private static string? First<T>(IReadOnlyList<T> children, Place place, Func<T, string> name, Func<T, YamlNode> value, Func<T, Place> own)
    {
        foreach (var child in children)
        {
            if (own(child) == place)
            {
                return "/" + name(child);
            }

            if (Of(value(child), place) is { } rest)
            {
                return "/" + name(child) + rest;
            }
        }

        return null;
    }

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
