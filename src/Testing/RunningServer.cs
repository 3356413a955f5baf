using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Yaml;
using MockLlm.Web.Hosting;

namespace MockLlm.Testing;

/// <summary>The web application of a test's server.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly Lazy<Tokenizers> Vocabularies = new(Tokenizers.Start);

    private readonly BuiltServer _server;

    private RunningServer(BuiltServer server)
    {
        _server = server;
        Url = new(server.App.Urls.First());
    }

    public Uri Url { get; }

    /// <summary>Builds and starts a server.</summary>
    /// <exception cref="MockLlmConfigurationException">A provider cannot be served.</exception>
    public static async Task<RunningServer> Start(StartOptions options)
    {
        // A request that waited for the vocabularies would take real time, which a manual clock does not show.
        await Vocabularies.Value.Ready.ConfigureAwait(false);
        // Akka blocks its thread while its loggers start on the thread pool. Many starts at once would block all threads of the pool.
        return await Task.Factory.StartNew(() => BuildAndStart(options), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .Unwrap().ConfigureAwait(false);
    }

    /// <summary>Puts another snapshot in force. Changes that were made by the control routes are applied over it.</summary>
    /// <exception cref="MockLlmConfigurationException">The changes do not fit the snapshot.</exception>
    public void Accept(Snapshot snapshot)
    {
        if (_server.Live.Rewrite(snapshot) is { Count: > 0 } errors)
        {
            throw new MockLlmConfigurationException([.. errors.Select(error => ConfigError.Render("yaml", [error]))]);
        }
    }

    /// <summary>Stops the server at once. Open replies are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        var running = _server.Snapshots.Current;
        _server.Snapshots.Accept(running with { Server = running.Server with { Drain = TimeSpan.Zero } });
        await _server.App.StopAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<RunningServer> BuildAndStart(StartOptions options)
    {
        try
        {
            var server = await MockLlmApp.Build(options, Vocabularies.Value).ConfigureAwait(false);
            await server.App.StartAsync().ConfigureAwait(false);
            return new(server);
        }
        catch (InvalidProviderException broken)
        {
            throw new MockLlmConfigurationException(broken.Mistakes);
        }
    }
}
