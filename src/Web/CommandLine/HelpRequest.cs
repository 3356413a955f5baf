using System.CommandLine;

namespace MockLlm.Web.CommandLine;

/// <summary>
/// A command line that asks for help by <c>-h</c>. Most programs show their help then. Here <c>-h</c> is short for <c>--host</c> and needs an
/// address, so without one it can only be meant as a request for help.
/// </summary>
/// <param name="Arguments">The command line that shows the help.</param>
/// <param name="Note">A sentence about <c>-h</c>, or null if the command has no such option.</param>
internal sealed record HelpRequest(string[] Arguments, string? Note)
{
    private const string Short = "-h";

    /// <summary>Returns the request, or null if the command line does not ask for help by <c>-h</c>.</summary>
    /// <param name="parsed">The command line as it was parsed.</param>
    /// <param name="args">The command line.</param>
    public static HelpRequest? Of(ParseResult parsed, string[] args)
    {
        var command = parsed.CommandResult.Command;
        var takesHost = StartArguments.TakesHost(command);
        var asks = args.Index().Any(argument => argument.Item == Short && (!takesHost || IsAlone(args, argument.Index)));
        string[] help = command is RootCommand ? ["--help"] : [command.Name, "--help"];
        return asks ? new(help, takesHost ? "-h is short for --host and needs an address, such as -h 127.0.0.1. This is the help, which --help shows." : null) : null;
    }

    private static bool IsAlone(string[] args, int index) => index == args.Length - 1 || args[index + 1].StartsWith('-');
}
