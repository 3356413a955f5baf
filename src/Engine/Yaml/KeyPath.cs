using System.Globalization;
using System.Text;

namespace MockLlm.Engine.Yaml;

/// <summary>Names a place in the file for messages, such as <c>settings.api_keys[0]</c> or <c>responses."what is 2+2?"</c>.</summary>
internal static class KeyPath
{
    private const int MaxCharacters = 40;

    /// <summary>The path of a key in a map.</summary>
    public static string Key(string path, string key) => path.Length == 0 ? Name(key) : $"{path}.{Name(key)}";

    /// <summary>The path of an item in a list.</summary>
    /// <param name="path">The path of the list.</param>
    /// <param name="index">The index of the item, counted from 0.</param>
    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>A text for a message: on one line and cut off after some characters.</summary>
    public static string Shown(string text, int maxCharacters = MaxCharacters)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(maxCharacters))
        {
            shown.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? Rune.ReplacementChar : rune);
        }

        return shown.Length < text.Length ? $"{shown}…" : shown.ToString();
    }

    /// <summary>A name for a message. A blank one is in quotes, because it could not be seen.</summary>
    public static string ShownName(string name) => string.IsNullOrWhiteSpace(name) ? $"\"{Shown(name)}\"" : Shown(name);

    private static string Name(string key) => IsWord(key) ? Shown(key) : $"\"{Shown(key)}\"";

    private static bool IsWord(string key) => key.Length > 0 && key.All(c => char.IsLetterOrDigit(c) || c is '_' or '-');
}
