using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Tokens;
using MockLlm.Engine.Yaml;
using MockLlm.Web.Hosting;

namespace MockLlm.Testing;

/// <summary>The web application behind a test's server, from its start to its end.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly Lazy<Tokenizers> Vocabularies = new(Tokenizers.Start);

    private readonly WebApplication _app;
    private readonly Edge _edge;

    private RunningServer(WebApplication app)
    {
        _app = app;
        _edge = app.Services.GetRequiredService<Edge>();
        Url = new(app.Urls.First());
    }

    public Uri Url { get; }

    /// <exception cref="MockLlmConfigurationException">A provider cannot be served.</exception>
    public static async Task<RunningServer> Start(StartOptions options)
    {
        // A wait for the vocabularies inside a request would be real time that no clock shows.
        await Vocabularies.Value.Ready.ConfigureAwait(false);
        var app = Build(options);
        // Akka holds its thread while its loggers start on the pool: many starts at once would hold all of the pool's threads.
        await Task.Factory.StartNew(() => app.StartAsync(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .Unwrap().ConfigureAwait(false);
        return new(app);
    }

    /// <summary>Answers further requests from another snapshot, with what was changed over the control routes laid over it.</summary>
    /// <exception cref="MockLlmConfigurationException">They do not go together.</exception>
    public void Accept(Snapshot snapshot)
    {
        if (_app.Services.GetRequiredService<LiveConfig>().Rewrite(snapshot) is { Count: > 0 } errors)
        {
            throw new MockLlmConfigurationException([.. errors.Select(error => ConfigError.Render("yaml", [error]))]);
        }
    }

    /// <summary>Stops at once; replies that are still open are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        var running = _edge.Snapshots.Current;
        _edge.Snapshots.Accept(running with { Server = running.Server with { Drain = TimeSpan.Zero } });
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(StartOptions options)
    {
        try
        {
            return MockLlmApp.Build(options, Vocabularies.Value);
        }
        catch (InvalidProviderException broken)
        {
            throw new MockLlmConfigurationException([broken.Message]);
        }
    }
}
