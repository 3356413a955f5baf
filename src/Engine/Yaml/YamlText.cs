namespace MockLlm.Engine.Yaml;

/// <summary>A text's lines as YAML counts them.</summary>
internal static class YamlText
{
    /// <summary>YAML allows no control characters but tab and line breaks, and the parser would take NUL for the end.</summary>
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
