using System.CommandLine;
using System.Text;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Files;
using MockLlm.Engine.Yaml;

namespace MockLlm.Web.CommandLine;

/// <summary>
/// <c>mockllm validate FILE</c>: reads a file as <c>start</c> would, and reports everything that is wrong with it. <c>-</c> is standard input.
/// </summary>
internal static class ValidateCommand
{
    /// <summary>The name of a file that means standard input.</summary>
    public const string StandardInput = "-";

    private const string ShownInput = "<stdin>";

    /// <summary>Creates the command.</summary>
    /// <param name="input">Opens standard input.</param>
    /// <param name="output">The writer for warnings and for the result.</param>
    /// <param name="error">The writer for mistakes.</param>
    public static Command Create(Func<Stream> input, TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("FILE") { Description = "The file to read, such as responses.yml; - reads standard input" };
        var command = new Command("validate", "Check a responses file and say everything that is wrong with it.") { file };

        // Each option takes one path only, so that the file may follow it.
        PluginArguments.AddTo(command, several: false);
        command.SetAction(parsed => Refusal.Of(
            error, () => Run(parsed.GetRequiredValue(file), PluginArguments.Of(parsed), input, output, error)));
        return command;
    }

    private static int Run(string path, IReadOnlyList<string> plugins, Func<Stream> input, TextWriter output, TextWriter error)
    {
        if (path == StandardInput)
        {
            return RunOnInput(plugins, input, output, error);
        }

        var file = FileRead.Of(path);
        var providers = PluginArguments.Providers(plugins, path, file, output);
        var load = ConfigFile.Load(file, [.. providers.Select(provider => provider.Known)]);
        return Report(path, load.IsFound, load.Reading, output, error) is var code and not ExitCode.Ok ? code : Praise(path, load.Reading.Snapshot!, output);
    }

    private static int RunOnInput(IReadOnlyList<string> plugins, Func<Stream> input, TextWriter output, TextWriter error)
    {
        byte[] bytes;
        try
        {
            using var stream = input();
            bytes = FileContent.ReadToEnd(stream, FileRead.MaxBytes);
        }
        catch (IOException unreadable)
        {
            error.WriteLine($"mockllm: standard input cannot be read: {unreadable.Message}");
            return ExitCode.BadConfiguration;
        }

        var providers = PluginArguments.ProvidersOfText(plugins, Encoding.UTF8.GetString(bytes), output);
        var reading = ConfigFile.Read(bytes, [.. providers.Select(provider => provider.Known)]);
        return Report(ShownInput, isFound: true, reading, output, error) is var code and not ExitCode.Ok ? code : Praise(ShownInput, reading.Snapshot!, output);
    }

    /// <summary>Reports what is wrong with a file.</summary>
    /// <param name="path">The file's name in messages.</param>
    /// <param name="isFound">False if the file was given and does not exist.</param>
    /// <param name="reading">The configuration that was read, or the defaults if there is no file.</param>
    /// <param name="output">The writer for warnings.</param>
    /// <param name="error">The writer for errors.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Report(string path, bool isFound, ConfigReading reading, TextWriter output, TextWriter error)
    {
        if (!isFound)
        {
            return Refusal.NoFile(path, error);
        }

        if (reading.Warnings.Count > 0)
        {
            output.WriteLine(ConfigError.Render(path, reading.Warnings));
        }

        if (reading.Errors.Count == 0)
        {
            return ExitCode.Ok;
        }

        error.WriteLine(ConfigError.Render(path, reading.Errors));
        return ExitCode.BadConfiguration;
    }

    private static int Praise(string path, Snapshot snapshot, TextWriter output)
    {
        output.WriteLine($"{path} is valid: {snapshot.Responses.Count} responses, {snapshot.Rules.All.Count} rules, {snapshot.Faults.All.Count} faults.");
        return ExitCode.Ok;
    }
}
