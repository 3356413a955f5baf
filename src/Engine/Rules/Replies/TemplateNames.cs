using System.Text.RegularExpressions;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>The values that a template names. They are found without running the template.</summary>
internal sealed partial class TemplateNames
{
    /// <summary>The names that a template may use. <c>request</c> and <c>header</c> need a field after a dot.</summary>
    public static readonly IReadOnlyList<string> Known = ["prompt", "system", "model", "provider", "turn", "tool_result", "request", "header", "uuid", "now"];

    private static readonly string[] Words = ["if", "unless", "each", "with", "lookup", "else", "this", "as", "true", "false", "null", "undefined"];

    private static readonly string[] BlockHelpers = ["if", "unless", "each", "with"];
    private static readonly string[] InlineHelpers = ["lookup"];

    /// <summary>The names without fields, in the order of the text.</summary>
    public List<string> Roots { get; } = [];

    /// <summary>The fields of the request's body that are named.</summary>
    public HashSet<string> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The headers that are named.</summary>
    public HashSet<string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first name that is unknown or lacks its field, or null if all are known.</summary>
    public string? Unknown { get; private set; }

    /// <summary>The first helper that is called and does not exist, or null if all exist.</summary>
    public string? UnknownHelper { get; private set; }

    /// <summary>Whether it uses partial templates, which are not supported.</summary>
    public bool HasPartials { get; private set; }

    public static TemplateNames In(string template)
    {
        var names = new TemplateNames();
        var depth = 0;
        foreach (Match match in Expression().Matches(template))
        {
            var text = match.Groups["text"].Value.Trim();
            if (!text.StartsWith('!'))
            {
                names.Add(text, ref depth);
            }
        }

        return names;
    }

    private void Add(string expression, ref int depth)
    {
        HasPartials |= expression.StartsWith('>') || expression.StartsWith("#>", StringComparison.Ordinal);
        UnknownHelper ??= HelperIn(expression);
        depth -= expression.StartsWith('/') && expression[1..].Trim() is "each" or "with" ? 1 : 0;
        if (!expression.StartsWith('/'))
        {
            foreach (Match word in Word().Matches(Literal().Replace(expression, " ")))
            {
                AddPath(word.Value, depth);
            }
        }

        depth += Scope().IsMatch(expression) ? 1 : 0;
    }

    // A name is called as a helper if something follows it, or if it begins an expression in parentheses.
    private static string? HelperIn(string expression)
    {
        var plain = Literal().Replace(expression, " 0 ");
        var words = Word().Matches(plain).Select(word => word.Value).SkipWhile(word => word == "else").ToList();
        var isBlock = expression is ['#' or '^', ..] || plain.TrimStart().StartsWith("else", StringComparison.Ordinal);
        var isCall = words.Count > 1 && !expression.StartsWith('/') && !plain.TrimStart(' ', '#', '^', '&', '~').StartsWith('(');
        return isCall && !(isBlock ? BlockHelpers : InlineHelpers).Contains(words[0])
            ? words[0]
            : Called().Matches(plain).Select(call => call.Groups["name"].Value).FirstOrDefault(name => !InlineHelpers.Contains(name));
    }

    // Inside each and with, an unknown name may be a field of the current value.
    private void AddPath(string path, int depth)
    {
        var isRelative = depth > 0 && !path.StartsWith("../", StringComparison.Ordinal) && !path.StartsWith("@root.", StringComparison.Ordinal);
        var segments = path.Replace("../", "", StringComparison.Ordinal).Replace("@root.", "", StringComparison.Ordinal)
            .Split('.', 3).Select(segment => segment.Trim('[', ']')).ToArray();
        var root = segments[0];
        if (Words.Contains(root) || root.StartsWith('@') || root.Length == 0 || char.IsAsciiDigit(root[0]) || root[0] == '-')
        {
            return;
        }

        var isKnown = Known.Contains(root) && (root is not ("request" or "header") || segments is [_, { Length: > 0 }, ..]);
        if (!isKnown)
        {
            Unknown ??= isRelative ? null : path;
            return;
        }

        Roots.Add(root);
        if (root == "request")
        {
            Fields.Add(segments[1]);
        }
        else if (root == "header")
        {
            Headers.Add(segments[1]);
        }
    }

    [GeneratedRegex(@"(?<!\\)\{\{\{?~?(?<text>!--.*?--|[^}]*)~?\}?\}\}", RegexOptions.Singleline)]
    private static partial Regex Expression();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'|\\|[^|]*\\||\\w+\\s*=")]
    private static partial Regex Literal();

    [GeneratedRegex(@"[^\s()#^/&~>{}]+(?:/[^\s()]*)?")]
    private static partial Regex Word();

    [GeneratedRegex(@"\(\s*(?<name>[^\s()]+)")]
    private static partial Regex Called();

    [GeneratedRegex(@"^[#^]\s*(each|with)\b")]
    private static partial Regex Scope();
}
