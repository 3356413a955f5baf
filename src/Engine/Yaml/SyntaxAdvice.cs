namespace MockLlm.Engine.Yaml;

/// <summary>Turns the messages of the YAML parser into advice for users.</summary>
internal static class SyntaxAdvice
{
    // A phrase in the message of the parser, and the advice for it. The first phrase that is found counts.
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
        ("expected '-'", "each item of a list begins with '- ' in the same column"),
        ("expected ':'", "this looks like a key without its ':': write 'key: value'"),
        ("escape", "a '\\' in double quotes begins an escape that does not exist: write '\\\\', or use single quotes"),
    ];

    /// <summary>The advice if the parser fails without a useful message. It usually means that something is not closed.</summary>
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
