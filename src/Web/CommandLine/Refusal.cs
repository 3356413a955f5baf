using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;

namespace MockLlm.Web.CommandLine;

/// <summary>Reports why providers cannot be served, each mistake in one line.</summary>
internal static class Refusal
{
    /// <summary>Runs a command, and reports exceptions about providers.</summary>
    /// <param name="error">The writer for errors.</param>
    /// <param name="run">Runs the command.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Of(TextWriter error, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception refused) when (CodeOf(refused) is { } code)
        {
            Write(refused, error);
            return code;
        }
    }

    /// <summary>Writes each mistake of an exception in one line, even if a provider's own exception has several lines.</summary>
    public static void Write(Exception refused, TextWriter error)
    {
        foreach (var mistake in MistakesOf(refused))
        {
            error.WriteLine($"mockllm: {mistake.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Reports that a given file does not exist.</summary>
    /// <returns>The exit code for it.</returns>
    public static int NoFile(string path, TextWriter error)
    {
        error.WriteLine(path.Length == 0 ? "mockllm: the name of the file is empty." : $"mockllm: there is no file {path}.");
        return ExitCode.FileNotFound;
    }

    private static IReadOnlyList<string> MistakesOf(Exception refused) => refused switch
    {
        InvalidProviderException invalid => invalid.Mistakes,
        PluginNotFoundException missing => missing.Mistakes,
        _ => [refused.Message],
    };

    /// <summary>The exit code for an exception about providers, or null for any other exception.</summary>
    public static int? CodeOf(Exception refused) => refused switch
    {
        PluginNotFoundException => ExitCode.FileNotFound,
        InvalidProviderException => ExitCode.General,
        _ => null,
    };
}
