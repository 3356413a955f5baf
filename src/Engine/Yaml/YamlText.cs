namespace MockLlm.Engine.Yaml;

/// <summary>Finds places and control characters in a YAML text.</summary>
internal static class YamlText
{
    /// <summary>
    /// Throws if the text has a control character other than tab and line breaks. YAML does not allow them, and the parser takes NUL for
    /// the end of the text.
    /// </summary>
    /// <exception cref="YamlRefusal">There is such a character.</exception>
    public static void RefuseControlCharacters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' and not ('\t' or '\n' or '\r'))
            {
                var code = (int)text[i];
                throw new YamlRefusal(
                    PlaceOf(text, i), $"a control character (code {code}): write it as an escape in double quotes, \"\\x{code:X2}\"");
            }
        }
    }

    /// <summary>The place of an index, with line breaks as in YAML.</summary>
    public static Place PlaceOf(string text, int index)
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < index; i++)
        {
            if (text[i] is '\n' or '\u0085' or '\u2028' or '\u2029' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                (line, start) = (line + 1, i + 1);
            }
        }

        return new(line, index - start + 1);
    }
}
