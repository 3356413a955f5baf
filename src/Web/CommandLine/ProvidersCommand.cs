using System.CommandLine;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Handlers;

namespace MockLlm.Web.CommandLine;

/// <summary><c>mockllm providers</c>: lists the providers that <c>start</c> would serve, and where each comes from.</summary>
internal static class ProvidersCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("providers", "List the providers with their version, source and routes.");
        StartArguments.AddFileTo(command);
        PluginArguments.AddTo(command);
        command.SetAction(parsed => Refusal.Of(error, () => Run(parsed, output, error)));
        return command;
    }

    private static int Run(ParseResult parsed, TextWriter output, TextWriter error)
    {
        var file = FileRead.Of(StartArguments.File(parsed));
        var providers = PluginArguments.Providers(PluginArguments.Of(parsed), StartArguments.File(parsed), file, output);
        if (StartArguments.GivenFile(parsed) is { } given && !file.IsFound)
        {
            return Refusal.NoFile(given, error);
        }

        foreach (var provider in providers)
        {
            output.WriteLine($"{provider.Name} {provider.Version}  {provider.Source}");
            foreach (var endpoint in provider.Endpoints)
            {
                output.WriteLine($"  {endpoint.Method,-6} {endpoint.Path}{Condition(endpoint)}");
            }
        }

        return ExitCode.Ok;
    }

    private static string Condition(BoundEndpoint endpoint) => endpoint.Header is null ? "" : $"  (with {endpoint.Header})";
}
