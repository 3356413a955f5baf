using Microsoft.AspNetCore.Connections;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Tokenization;
using MockLlm.Web.Connections;
using MockLlm.Web.Hosting;
using MockLlm.Web.Lifetime;
using MockLlm.Web.RequestLogging;
using MockLlm.Web.WarmUp;

namespace MockLlm.Web.CommandLine;

/// <summary><c>mockllm start</c>: reads the file and serves until it is stopped. An error is reported by one line and an exit code.</summary>
internal static class StartCommand
{
    // The host first ends what it waits for by itself.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public static async Task<int> Run(StartArguments arguments, Tokenizers tokenizers, TextWriter output, TextWriter error)
    {
        if (OpenFiles.Limit() is { } limit and < OpenFiles.Least)
        {
            await error.WriteLineAsync(
                $"mockllm: this process may open {limit} files, and needs {OpenFiles.Least} or more. Raise the limit, such as with ulimit -n.").ConfigureAwait(false);
            return ExitCode.General;
        }

        try
        {
            var path = arguments.FilePath;
            var file = FileRead.Of(path);
            var providers = PluginArguments.Providers(arguments.Plugins, path, file, output);
            List<KnownProvider> known = [.. providers.Select(provider => provider.Known)];
            var load = arguments.ResponsesFile is null && !file.IsFound ? null : ConfigFile.Load(file, known);
            var reading = load?.Reading ?? SnapshotReader.Defaults(known);
            if (ValidateCommand.Report(path, load?.IsFound != false, reading, output, error) is var code and not ExitCode.Ok)
            {
                return code;
            }

            return await ServeLogged(arguments.RequestLog, Options(arguments, path, load, reading, providers), tokenizers, output, error).ConfigureAwait(false);
        }
        catch (Exception refused) when (Refusal.CodeOf(refused) is { } code)
        {
            Refusal.Write(refused, error);
            return code;
        }
    }

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

    private static async Task<int> ServeLogged(string? path, StartOptions options, Tokenizers tokenizers, TextWriter output, TextWriter error)
    {
        RequestLogFile? log;
        try
        {
            log = path is null ? null : RequestLogFile.Open(path, TimeProvider.System);
        }
        catch (Exception unopened) when (unopened is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await error.WriteLineAsync($"mockllm: the request log cannot be opened: {OneLine(unopened.Message)}").ConfigureAwait(false);
            return ExitCode.General;
        }

        try
        {
            return await Serve(options with { RequestLog = log }, tokenizers, output, error).ConfigureAwait(false);
        }
        finally
        {
            if (log is not null)
            {
                // It is closed last, so that the replies of the drain are in it.
                await log.DisposeAsync().ConfigureAwait(false);
                await ReportLeftOut(log, error).ConfigureAwait(false);
            }
        }
    }

    private static Task ReportLeftOut(RequestLogFile log, TextWriter error) => log.LeftOut > 0
        ? error.WriteLineAsync($"mockllm: {log.LeftOut} requests are missing in the request log, because the file was too slow, full or broken.")
        : Task.CompletedTask;

    private static async Task<int> Serve(StartOptions options, Tokenizers tokenizers, TextWriter output, TextWriter error)
    {
        try
        {
            var server = await MockLlmApp.Build(options, tokenizers).ConfigureAwait(false);
            // It is disposed last, because a plug-in can also keep the server from being disposed.
            using var end = new ForcedEnd(() => server.StopLimit + Grace, error);
            await using var disposed = server;
            var app = server.App;
            using var abandoned = new AbandonedTasks(options.Time, app.Services.GetRequiredService<ILogger<AbandonedTasks>>());
            if (options.Snapshot.Server.WarmUp)
            {
                app.Services.GetRequiredService<Readiness>().BeginWarmUp();
            }

            await app.StartAsync().ConfigureAwait(false);
            await output.WriteLineAsync(Banner.Of(options, app.Urls.First())).ConfigureAwait(false);
            // The warm-up must not delay the first lines of output, and it logs its own failure.
            var warmUp = options.Snapshot.Server.WarmUp ? new WarmUpRun(tokenizers).Run(app) : Task.CompletedTask;
            await app.WaitForShutdownAsync().ConfigureAwait(false);
            await warmUp.ConfigureAwait(false);
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
        catch (Exception unforeseen) when (unforeseen is not OutputFailedException && Refusal.CodeOf(unforeseen) is null)
        {
            await error.WriteLineAsync($"mockllm: the server broke off: {OneLine(unforeseen.Message)}").ConfigureAwait(false);
            return ExitCode.General;
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
