using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Tokens;
using MockLlm.Engine.Yaml;
using MockLlm.Web.Hosting;

namespace MockLlm.Testing;

/// <summary>The web application behind a test's server, from its start to its end.</summary>
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

    /// <exception cref="MockLlmConfigurationException">A provider cannot be served.</exception>
    public static async Task<RunningServer> Start(StartOptions options)
    {
        // A wait for the vocabularies inside a request would be real time that no clock shows.
        await Vocabularies.Value.Ready.ConfigureAwait(false);
        // Akka holds its thread while its loggers start on the pool: many starts at once would hold all of the pool's threads.
        return await Task.Factory.StartNew(() => BuildAndStart(options), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .Unwrap().ConfigureAwait(false);
    }

    /// <summary>Answers further requests from another snapshot, with what was changed over the control routes laid over it.</summary>
    /// <exception cref="MockLlmConfigurationException">They do not go together.</exception>
    public void Accept(Snapshot snapshot)
    {
        if (_server.Live.Rewrite(snapshot) is { Count: > 0 } errors)
        {
            throw new MockLlmConfigurationException([.. errors.Select(error => ConfigError.Render("yaml", [error]))]);
        }
    }

    /// <summary>Stops at once; replies that are still open are cut.</summary>
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
            throw new MockLlmConfigurationException([broken.Message]);
        }
    }
}
