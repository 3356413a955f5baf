using Akka.Actor;
using Akka.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Tokenization;
using MockLlm.Providers;
using MockLlm.Web.Hosting;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Tests;

/// <summary>The real server on real Kestrel, on a free port of the loopback address.</summary>
public sealed class TestServer : IAsyncDisposable
{
    internal static readonly Tokenizers Tokenizers = Tokenizers.Start();

    private readonly BuiltServer _server;
    private readonly StartOptions _options;

    private TestServer(BuiltServer server, StartOptions options)
    {
        _server = server;
        _options = options;
        Url = new Uri(server.App.Urls.First());
        Http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(60) };
    }

    public Uri Url { get; }

    public HttpClient Http { get; }

    internal IServiceProvider Services => _server.App.Services;

    internal Snapshots Snapshots => _server.Snapshots;

    internal Meters Meters => Services.GetRequiredService<Meters>();

    /// <summary>Judges what the server's meters count, by the server's clock.</summary>
    internal Saturation Saturation => field ??= new(
        Meters.Lateness, () => Snapshots.Current.Server.LatenessBound, _options.Time, Services.GetRequiredService<ILogger<Saturation>>());

    /// <summary>Runs streams on the server's own threads for them.</summary>
    internal IMaterializer Materializer => field ??= ActorMaterializer.Create(
        Services.GetRequiredService<ActorSystem>(),
        ActorMaterializerSettings.Create(Services.GetRequiredService<ActorSystem>()).WithDispatcher("mockllm.streams"));

    internal Drain Drain => Services.GetRequiredService<Drain>();

    /// <summary>The instance of a provider that is served.</summary>
    internal T Provider<T>()
        where T : LlmProvider => _options.Providers.Select(provider => provider.Instance).OfType<T>().Single();

    /// <summary>A provider at work.</summary>
    internal ProviderRuntime Runtime(string provider) => _server.Runtimes.Single(runtime => runtime.Provider.Name == provider);

    /// <summary>What a provider's actor has counted.</summary>
    internal ProviderCounts Counts(string provider) => Runtime(provider).Counts;

    /// <summary>Starts a server that answers from a configuration text, with the built-in providers and those of the types given.</summary>
    public static Task<TestServer> Start(string yaml = "", TimeProvider? time = null, params Type[] providers) =>
        Start(options => options with { Time = time ?? TimeProvider.System }, yaml, providers);

    internal static async Task<TestServer> Start(Func<StartOptions, StartOptions> configure, string yaml = "", params Type[] providers)
    {
        IReadOnlyList<ProviderRegistration> registrations =
            [.. ProviderDiscovery.Find(BuiltInProviders.Assembly), .. providers.Select(ProviderDiscovery.Register)];
        var reading = SnapshotReader.Read(yaml, [.. registrations.Select(provider => provider.Known)]);
        Assert.Empty(reading.Errors);
        var options = configure(new StartOptions
        {
            Port = 0,
            Providers = registrations,
            Snapshot = reading.Snapshot!,
            LogLevel = LogLevel.None,
        });
        var server = await MockLlmApp.Build(options, Tokenizers);
        await server.App.StartAsync();
        return new TestServer(server, options);
    }

    public Task StopAsync() => _server.App.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.App.StopAsync();
        await _server.App.DisposeAsync();
    }
}
