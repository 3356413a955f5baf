using System.CommandLine;
using System.CommandLine.Help;
using MockLlm.Engine.Tokenization;
using MockLlm.Web.Ceiling;

namespace MockLlm.Web.CommandLine;

/// <summary>The command line: <c>mockllm [start]</c>, <c>mockllm validate FILE</c>, <c>mockllm explain FILE</c>, …</summary>
internal static class MockLlmCommand
{
    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="tokenizers">Count tokens.</param>
    /// <param name="output">The writer for output.</param>
    /// <param name="error">The writer for errors.</param>
    /// <param name="input">The input, or null for standard input.</param>
    /// <param name="ceiling">How long and how much the ceiling is measured, or null for about a minute.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] args, Tokenizers tokenizers, TextWriter output, TextWriter error, Stream? input = null, CeilingPlan? ceiling = null)
    {
        var (guardedOutput, guardedError) = (GuardedWriter.ForOutput(output), GuardedWriter.ForErrors(error));
        try
        {
            return await RunGuarded(args, tokenizers, guardedOutput, guardedError, input, ceiling ?? new()).ConfigureAwait(false);
        }
        catch (OutputFailedException failed)
        {
            guardedError.WriteLine($"mockllm: standard output cannot be written: {failed.Message}");
            return ExitCode.General;
        }
        catch (Exception unforeseen)
        {
            guardedError.WriteLine($"mockllm: {unforeseen}");
            return ExitCode.General;
        }
    }

    private static async Task<int> RunGuarded(string[] args, Tokenizers tokenizers, GuardedWriter output, GuardedWriter error, Stream? input, CeilingPlan ceiling)
    {
        var root = Create(tokenizers, output, error, () => input ?? Console.OpenStandardInput(), ceiling);
        var parsed = root.Parse(args);
        if (HelpRequest.Of(parsed, args) is { } help)
        {
            if (help.Note is { } note)
            {
                await error.WriteLineAsync($"mockllm: {note}").ConfigureAwait(false);
            }

            parsed = root.Parse(help.Arguments);
        }

        if (CommandLineMistakes.Of(parsed) is { Count: > 0 } mistakes)
        {
            return Refuse(mistakes, error);
        }

        // The host itself handles SIGINT and SIGTERM, and drains. Exceptions are reported above.
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
    }

    private static RootCommand Create(Tokenizers tokenizers, TextWriter output, TextWriter error, Func<Stream> input, CeilingPlan ceiling)
    {
        var root = new RootCommand(
            "Imitates LLM providers over HTTP. Without a command it starts: it serves the providers on http://127.0.0.1:8000 and answers from ./responses.yml.");
        var start = new Command("start", "Serve the providers (this is what happens without a command).");
        foreach (var command in new[] { root, start })
        {
            StartArguments.AddTo(command);
            command.SetAction((parsed, _) => Start(parsed, tokenizers, output, error));
        }

        root.Add(start);
        root.Add(ValidateCommand.Create(input, output, error));
        root.Add(ExplainCommand.Create(input, output, error));
        root.Add(ProvidersCommand.Create(output, error));
        root.Add(ProfilesCommand.Create(output));
        root.Add(CeilingCommand.Create(ceiling, output, error));

        // -h is short for --host, so it cannot be short for --help.
        var help = root.Options.OfType<HelpOption>().Single().Aliases;
        foreach (var alias in help.Where(alias => alias != "-?").ToList())
        {
            help.Remove(alias);
        }

        return root;
    }

    private static async Task<int> Start(ParseResult parsed, Tokenizers tokenizers, TextWriter output, TextWriter error)
    {
        var (arguments, mistakes) = StartArguments.Of(parsed);
        return mistakes.Count > 0
            ? Refuse(mistakes, error)
            : await StartCommand.Run(arguments, tokenizers, output, error).ConfigureAwait(false);
    }

    private static int Refuse(IEnumerable<string> mistakes, TextWriter error)
    {
        foreach (var mistake in mistakes.Append("--help shows what can be written."))
        {
            error.WriteLine($"mockllm: {mistake}");
        }

        return ExitCode.BadArguments;
    }
}
