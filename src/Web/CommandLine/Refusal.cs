using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;

namespace MockLlm.Web.CommandLine;

/// <summary>Says in one line why providers cannot be served.</summary>
internal static class Refusal
{
    /// <param name="error">Where it is said.</param>
    /// <param name="run">What needs the providers.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Of(TextWriter error, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception refused) when (CodeOf(refused) is { } code)
        {
            error.WriteLine(Line(refused));
            return code;
        }
    }

    /// <summary>What is said of an exception about the providers: one line, whatever a provider's own exception says.</summary>
    public static string Line(Exception refused) => $"mockllm: {refused.Message.ReplaceLineEndings(" ")}";

    /// <summary>Says that a file that was asked for does not exist.</summary>
    /// <returns>The exit code for it.</returns>
    public static int NoFile(string path, TextWriter error)
    {
        error.WriteLine($"mockllm: there is no file {path}.");
        return ExitCode.FileNotFound;
    }

    /// <summary>The exit code where an exception is about the providers, else null.</summary>
    public static int? CodeOf(Exception refused) => refused switch
    {
        PluginNotFoundException => ExitCode.FileNotFound,
        InvalidProviderException => ExitCode.General,
        _ => null,
    };
}
