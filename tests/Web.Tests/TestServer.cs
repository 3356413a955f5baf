using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Tokens;
using MockLlm.Providers;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Tests;

/// <summary>The real server on real Kestrel, on a free port of the loopback address.</summary>
public sealed class TestServer : IAsyncDisposable
{
    internal static readonly Tokenizers Tokenizers = Tokenizers.Start();

    private readonly WebApplication _app;
    private readonly IReadOnlyList<ProviderRegistration> _providers;

    private TestServer(WebApplication app, IReadOnlyList<ProviderRegistration> providers)
    {
        _app = app;
        _providers = providers;
        Url = new Uri(app.Urls.First());
        Http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(60) };
    }

    public Uri Url { get; }

    public HttpClient Http { get; }

    internal Edge Edge => _app.Services.GetRequiredService<Edge>();

    internal IServiceProvider Services => _app.Services;

    /// <summary>The instance of a provider that is served.</summary>
    internal T Provider<T>()
        where T : LlmProvider => _providers.Select(provider => provider.Instance).OfType<T>().Single();

    /// <summary>What a provider's actor has counted.</summary>
    internal ProviderState Ledger(string provider) =>
        Services.GetRequiredService<IReadOnlyList<ProviderRuntime>>().Single(seat => seat.Provider.Name == provider).Ledger;

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
        var app = MockLlmApp.Build(options, Tokenizers);
        await app.StartAsync();
        return new TestServer(app, registrations);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
