namespace MockLlm.Engine.Yaml;

/// <summary>Says in a user's words what the parser found, and what to write instead.</summary>
internal static class SyntaxAdvice
{
    // A phrase of the parser's message → what to write; the first that is found counts.
    private static readonly (string Phrase, string Advice)[] Known =
    [
        ("invalid mapping",
            "a ':' here begins a second value: put text that holds ': ' in quotes, and begin the keys of one map in one column"),
        ("tab", "a tab is used as indentation: indent with spaces"),
        ("unexpected end of stream", "a quote is opened here and never closed: close it"),
        ("expected ',' or ']'", "a '[' is not closed before this: write a ',' or the ']'"),
        ("expected ',' or '}'", "a '{' is not closed before this: write a ',' or the '}'"),
        ("cannot start any token", "a text cannot begin with this character: put it in quotes"),
        ("expected key", "a key is expected here: begin all keys of one map in the same column"),
        ("expected '-'", "a list goes on with '- ' in the column where it began"),
        ("expected ':'", "this looks like a key without its ':': write 'key: value'"),
        ("escape", "a '\\' in double quotes begins an escape that does not exist: write '\\\\', or use single quotes"),
    ];

    /// <summary>Where the parser has no words that would help: it breaks off like this where something is left open.</summary>
    public const string Unplaced = "this is not YAML: a '[', a '{' or a quote before this may be left open; close it";

    public static string For(string parserMessage)
    {
        foreach (var (phrase, advice) in Known)
        {
            if (parserMessage.Contains(phrase, StringComparison.Ordinal))
            {
                return "this is not YAML: " + advice;
            }
        }

        return $"this is not YAML: {parserMessage}";
    }
}
