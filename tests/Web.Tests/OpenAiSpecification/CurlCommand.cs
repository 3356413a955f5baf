using System.Text;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>Reads the requests that the specification shows as <c>curl</c> commands.</summary>
internal static class CurlCommand
{
    private const string Api = "https://api.openai.com/v1";

    public static ApiRequest Read(string command)
    {
        var words = new Queue<string>(Words(command).Skip(1));
        var (method, url, json) = ((string?)null, "", (string?)null);
        List<(string, string)> form = [];
        while (words.TryDequeue(out var word))
        {
            switch (word)
            {
                case "-X":
                    method = words.Dequeue();
                    break;
                case "-H" or "--output":
                    words.Dequeue();
                    break;
                case "-d":
                    json = words.Dequeue();
                    break;
                case "-F":
                    var field = words.Dequeue().Split('=', 2);
                    form.Add((field[0], field[1]));
                    break;
                case "--no-buffer":
                    break;
                case var _ when word.StartsWith(Api, StringComparison.Ordinal):
                    url = word[Api.Length..];
                    break;
                default:
                    throw new FormatException($"{word} is not read yet: {command}");
            }
        }

        return new(method ?? (json is null && form.Count == 0 ? "GET" : "POST"), url, json) { Form = form };
    }

    /// <summary>Splits a command at its spaces, as a shell does.</summary>
    public static IEnumerable<string> Words(string command)
    {
        var word = new StringBuilder();
        var (quote, isOpen) = ('\0', false);
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (c == '\\' && quote != '\'' && i + 1 < command.Length)
            {
                // A backslash before the end of a line goes on in the next line.
                if (command[++i] != '\n')
                {
                    word.Append(command[i]);
                    isOpen = true;
                }
            }
            else if (quote == '\0' && c is '\'' or '"')
            {
                (quote, isOpen) = (c, true);
            }
            else if (c == quote && quote != '\0')
            {
                quote = '\0';
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (isOpen)
                {
                    yield return word.ToString();
                }

                word.Clear();
                isOpen = false;
            }
            else
            {
                word.Append(c);
                isOpen = true;
            }
        }

        if (isOpen)
        {
            yield return word.ToString();
        }
    }
}
