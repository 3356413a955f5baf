namespace MockLlm.Engine.Yaml.Reading;

/// <summary>
/// Reads the value of a request header as a map, such as <c>key=value; key={a: 1, b: 2}</c>. Pairs are separated by <c>;</c>, except inside
/// quotes, braces and brackets. Values are YAML in flow style. All values have the start of the text as their place.
/// </summary>
internal static class HeaderSyntax
{
    private static readonly Place Start = new(1, 1);

    /// <summary>Reads all pairs. Mistakes are reported, and their pairs are left out.</summary>
    public static YamlMap Read(string text, Findings findings)
    {
        var entries = new List<YamlEntry>();
        foreach (var pair in Split(text))
        {
            if (ReadOne(pair, findings) is not { } entry)
            {
                continue;
            }

            if (entries.Any(other => other.Key.Text == entry.Key.Text))
            {
                findings.Error(Start, $"{KeyPath.Key("", entry.Key.Text)} is given twice: keep one");
                continue;
            }

            entries.Add(entry);
        }

        return new(Start, entries, []);
    }

    private static YamlEntry? ReadOne(string pair, Findings findings)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || pair[..equals].Trim() is not { Length: > 0 } key)
        {
            findings.Error(Start, $"'{KeyPath.Shown(pair)}' is not a pair: write key=value, and ; between pairs");
            return null;
        }

        return new(new(Start, key, IsPlain: true), ReadValue(key, pair[(equals + 1)..].Trim(), findings));
    }

    // The value is read as the only item of a list, so that it can only be YAML in flow style, without a comment or a second document.
    private static YamlNode ReadValue(string key, string value, Findings findings)
    {
        var reading = YamlTree.Read($"[{value}]");
        if (reading is { Errors: [], Root: YamlList { Items: [var node] } })
        {
            return node;
        }

        var why = reading.Errors.Select(error => error.Message).FirstOrDefault(value.Length == 0 ? "it is empty" : "it holds more than one value");
        findings.Error(Start, $"the value of {KeyPath.Key("", key)} cannot be read, {why}");
        return new YamlRefused(Start);
    }

    private static IEnumerable<string> Split(string text)
    {
        var (start, depth, quote) = (0, 0, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                var isEscape = quote == '"' ? c == '\\' : text.AsSpan(i).StartsWith("''");
                quote = c == quote && !isEscape ? '\0' : quote;
                i += isEscape ? 1 : 0;
                continue;
            }

            quote = c is '"' or '\'' && BeginsValue(text, i) ? c : '\0';
            depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            if (c == ';' && depth <= 0)
            {
                yield return text[start..i].Trim();
                (start, depth) = (i + 1, 0);
            }
        }

        // A ; at the end is allowed.
        if (text[start..].Trim() is { Length: > 0 } last)
        {
            yield return last;
        }
    }

    // An apostrophe inside a plain text, as in don't, is not a quote.
    private static bool BeginsValue(string text, int index) => text.AsSpan(0, index).TrimEnd() is [] or [.., '=' or ':' or ',' or '{' or '[' or ';'];
}
