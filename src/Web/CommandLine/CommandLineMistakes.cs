using System.CommandLine;
using System.CommandLine.Parsing;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Web.CommandLine;

/// <summary>Finds the mistakes in a command line, and says what was probably meant.</summary>
internal static class CommandLineMistakes
{
    private const string Unrecognized = "Unrecognized ";

    /// <summary>All mistakes, a sentence each.</summary>
    /// <param name="parsed">The command line as it was parsed.</param>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = UnknownOptions(parsed).Distinct(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            // Most other mistakes are consequences of the unknown option.
            return [.. unknown.Select(option => UnknownOption(option, command))];
        }

        var others = parsed.Errors.Select(error => error.Message).Where(message => !message.StartsWith(Unrecognized, StringComparison.Ordinal));
        return [.. parsed.UnmatchedTokens.Select(token => Surplus(token, command)).Concat(others).Distinct(StringComparer.Ordinal)];
    }

    // An unknown option may have been taken for an argument, or for one of several values of the option before it.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        var results = parsed.CommandResult.Children;
        var arguments = results.OfType<ArgumentResult>().SelectMany(result => result.Tokens);
        var values = results.OfType<OptionResult>().Where(result => !StartArguments.IsFree(result.Option)).SelectMany(result => result.Tokens);
        return arguments.Concat(values).Select(token => token.Value).Concat(parsed.UnmatchedTokens).Where(IsOption);
    }

    private static bool IsOption(string token) => token.Length > 1 && token[0] == '-' && !char.IsAsciiDigit(token[1]);

    private static string UnknownOption(string option, Command command)
    {
        var name = option.Split('=', ':')[0];
        var known = AllOptions(command).SelectMany(one => one.Aliases.Prepend(one.Name)).Where(one => one.StartsWith("--", StringComparison.Ordinal)).ToList();
        var nearest = Nearest.To(name, known) ?? known.FirstOrDefault(one => one.TrimStart('-') == name.TrimStart('-'));
        return $"there is no option '{name}'{(nearest is null ? "" : $": did you mean {nearest}?")}";
    }

    private static IEnumerable<Option> AllOptions(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)));

    private static string Surplus(string token, Command command)
    {
        if (command is not RootCommand)
        {
            return command.Arguments.Count == 0 && command.Name == "start" && IsFile(token)
                ? $"'{token}' stands alone: write --responses {token} to read it"
                : $"'{token}' is one argument too many for {command.Name}";
        }

        if (IsFile(token))
        {
            return $"there is no command '{token}': write --responses {token} to read it, or validate {token} to check it";
        }

        var names = command.Subcommands.Select(one => one.Name).ToList();
        var advice = token == "help" ? "did you mean --help?"
            : Nearest.To(token, names) is { } nearest ? $"did you mean {nearest}?"
            : $"the commands are {string.Join(", ", names)}";
        return $"there is no command '{token}': {advice}";
    }

    private static bool IsFile(string token) =>
        token.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || token.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || File.Exists(token);
}
