using System.Globalization;
using System.Text;

namespace MockLlm.Engine.Yaml;

/// <summary>Names a place in the file for a reader: <c>settings.api_keys[0]</c>, <c>responses."what is 2+2?"</c>.</summary>
internal static class KeyPath
{
    private const int MaxShown = 40;

    public static string Key(string path, string key) => path.Length == 0 ? Name(key) : $"{path}.{Name(key)}";

    /// <param name="path">The list's path.</param>
    /// <param name="index">Counted from 0.</param>
    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>Text on one line and not too long.</summary>
    public static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(MaxShown))
        {
            shown.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? Rune.ReplacementChar : rune);
        }

        return shown.Length < text.Length ? $"{shown}…" : shown.ToString();
    }

    private static string Name(string key) => IsWord(key) ? Shown(key) : $"\"{Shown(key)}\"";

    private static bool IsWord(string key) => key.Length > 0 && key.All(c => char.IsLetterOrDigit(c) || c is '_' or '-');
}
