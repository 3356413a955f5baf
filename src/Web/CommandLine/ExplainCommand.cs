using System.CommandLine;
using System.Text.Json;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Files;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Web.CommandLine;

/// <summary><c>mockllm explain FILE --provider NAME &lt; body.json</c>: which rule of a file would answer a request.</summary>
internal static class ExplainCommand
{
    // As much as a request can have by default.
    private const int LargestRequest = 32 * 1024 * 1024;

    /// <summary>Creates the command.</summary>
    /// <param name="input">Opens the stream that the request's body is read from.</param>
    /// <param name="output">The writer for the explanation.</param>
    /// <param name="error">The writer for mistakes.</param>
    public static Command Create(Func<Stream> input, TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("FILE") { Description = "The responses file, such as responses.yml" };
        var provider = new Option<string>("--provider") { Description = "The provider that the request would go to", HelpName = "NAME", Required = true };
        var command = new Command("explain", "Say which rule of a responses file would answer the request on standard input, and why others would not.") { file, provider };
        PluginArguments.AddTo(command, several: false);
        command.SetAction(parsed => Refusal.Of(
            error, () => Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(provider), PluginArguments.Of(parsed), input, output, error)));
        return command;
    }

    private static int Run(string path, string name, IReadOnlyList<string> plugins, Func<Stream> input, TextWriter output, TextWriter error)
    {
        if (path == ValidateCommand.StandardInput)
        {
            error.WriteLine("mockllm: the request is read from standard input, so FILE cannot be -: give the path of a file.");
            return ExitCode.BadArguments;
        }

        // The explanation is the only output.
        var file = FileRead.Of(path);
        var providers = PluginArguments.Providers(plugins, path, file, TextWriter.Null);
        var load = ConfigFile.Load(file, [.. providers.Select(provider => provider.Known)]);
        if (ValidateCommand.Report(path, load.IsFound, load.Reading, TextWriter.Null, error) is var code and not ExitCode.Ok)
        {
            return code;
        }

        if (providers.FirstOrDefault(provider => provider.Name == name) is not { } provider)
        {
            var names = providers.Select(known => known.Name).ToList();
            var nearest = Nearest.To(name, names) is { } meant ? $"did you mean {meant}? " : "";
            error.WriteLine($"mockllm: there is no provider {(name.Length == 0 ? "''" : name)}: {nearest}write one of {string.Join(", ", names)}.");
            return ExitCode.BadArguments;
        }

        try
        {
            using var body = JsonDocument.Parse(FileContent.ReadToEnd(input(), LargestRequest));
            var request = new ExplainedRequest(body.RootElement, new Dictionary<string, string>(), Path: null);
            var (explanation, mistake) = request.Explain(provider, load.Reading.Snapshot!);
            return explanation is null ? Refuse(mistake!, error) : Tell(explanation, output);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or IOException)
        {
            return Refuse(broken.Message, error);
        }
    }

    private static int Refuse(string mistake, TextWriter error)
    {
        error.WriteLine($"mockllm: the request on standard input cannot be answered: {mistake.ReplaceLineEndings(" ")}");
        return ExitCode.General;
    }

    private static int Tell(Explanation explanation, TextWriter output)
    {
        output.WriteLine(explanation.Rule is { } rule ? $"rule {rule} answers" : $"{explanation.AnsweredBy} answers");
        foreach (var near in explanation.Near)
        {
            output.WriteLine($"  not {near.Rule}: {near.Failed}");
        }

        return ExitCode.Ok;
    }
}
