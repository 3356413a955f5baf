using Microsoft.AspNetCore.Connections;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Tokenization;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.CommandLine;

/// <summary><c>mockllm start</c>: reads the file and serves until it is stopped. An error is reported by one line and an exit code.</summary>
internal static class StartCommand
{
    public static async Task<int> Run(StartArguments arguments, Tokenizers tokenizers, TextWriter output, TextWriter error)
    {
        try
        {
            var path = arguments.FilePath;
            var providers = PluginArguments.Providers(arguments.Plugins, path, output);
            List<KnownProvider> known = [.. providers.Select(provider => provider.Known)];
            var load = Load(arguments, path, known);
            var reading = load?.Reading ?? SnapshotReader.Defaults(known);
            if (ValidateCommand.Report(path, load?.IsFound != false, reading, output, error) is var code and not ExitCode.Ok)
            {
                return code;
            }

            return await Serve(Options(arguments, path, load, reading, providers), tokenizers, output, error).ConfigureAwait(false);
        }
        catch (Exception refused) when (Refusal.CodeOf(refused) is { } code)
        {
            Refusal.Write(refused, error);
            return code;
        }
    }

    private static ConfigLoad? Load(StartArguments arguments, string path, IReadOnlyCollection<KnownProvider> providers) =>
        arguments.ResponsesFile is null && !File.Exists(path) ? null : ConfigFile.Load(path, providers);

    private static StartOptions Options(
        StartArguments arguments, string path, ConfigLoad? load, ConfigReading reading, IReadOnlyList<ProviderRegistration> providers) => new()
        {
            Host = arguments.Host,
            Port = arguments.Port,
            LogLevel = arguments.LogLevel,
            AdminKey = arguments.AdminKey,
            Providers = providers,
            File = path,
            Reload = arguments.Reload,
            FirstLoad = load,
            Snapshot = reading.Snapshot!,
        };

    private static async Task<int> Serve(StartOptions options, Tokenizers tokenizers, TextWriter output, TextWriter error)
    {
        try
        {
            await using var server = await MockLlmApp.Build(options, tokenizers).ConfigureAwait(false);
            var app = server.App;
            await app.StartAsync().ConfigureAwait(false);
            await output.WriteLineAsync(Banner.Of(options, app.Urls.First())).ConfigureAwait(false);
            await app.WaitForShutdownAsync().ConfigureAwait(false);
            return ExitCode.Ok;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await error.WriteLineAsync(
                $"mockllm: port {options.Port} on {options.Host} is in use. Stop what listens there, or choose another with --port.").ConfigureAwait(false);
            return ExitCode.PortInUse;
        }
        catch (Exception refused) when (refused is System.Net.Sockets.SocketException or IOException)
        {
            await error.WriteLineAsync($"mockllm: cannot listen on {options.Host}:{options.Port}: {refused.Message}").ConfigureAwait(false);
            return ExitCode.General;
        }
        catch (Akka.Configuration.ConfigurationException broken)
        {
            await error.WriteLineAsync($"mockllm: akka.hocon cannot be read: {OneLine(broken.Message)}").ConfigureAwait(false);
            return ExitCode.BadConfiguration;
        }
        catch (Exception unforeseen) when (Refusal.CodeOf(unforeseen) is null)
        {
            await error.WriteLineAsync($"mockllm: the server broke off: {OneLine(unforeseen.Message)}").ConfigureAwait(false);
            return ExitCode.General;
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
