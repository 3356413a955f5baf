using System.Security.Cryptography;
using Akka.Actor;
using Akka.Hosting;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Tokens;
using MockLlm.Web.Control;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Metrics;
using MockLlm.Web.Routes;

namespace MockLlm.Web.Hosting;

/// <summary>Puts a server together: the same for the command line and for tests.</summary>
internal static class MockLlmApp
{
    // Streams and plain answers still open when the drain is over are cut; what then hangs on in Kestrel gets this long.
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(5);

    public static WebApplication Build(StartOptions options, Tokenizers tokenizers)
    {
        var snapshots = new Snapshots(options.Snapshot);
        var faults = new FaultCounters(options.Time);
        faults.Keep(options.Snapshot.Faults.All);
        var seats = options.Providers.Select(provider => new ProviderRuntime(provider, options.Time, faults)).ToList();
        var live = new LiveConfig(snapshots, [.. options.Providers.Select(provider => provider.Known)]);
        snapshots.Accepted += snapshot =>
        {
            faults.Keep(snapshot.Faults.All);
            seats.ForEach(seat => seat.Edit(snapshot));
        };
        var tokens = SnapshotTokens.With(tokenizers);
        _ = tokens.Count(options.Snapshot);

        // Nothing is read from appsettings.json or ASPNETCORE_* of whatever directory the user is in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        KestrelSetup.Apply(builder.WebHost, options);
        Logs.Apply(builder.Logging, options.LogLevel);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Snapshot.Server.Drain + AfterDrain);
        builder.Services.AddRoutingCore();
        builder.Services.AddAkka("mockllm", (akka, services) => akka
            .AddHocon(AkkaSettings.Read(Directory.GetCurrentDirectory(), options.Providers), HoconAddMode.Append)
            .ConfigureLoggers(logs => { logs.ClearLoggers(); logs.AddLoggerFactory(); })
            .WithMockLlmActors(seats, Config(options, live, tokens, services.GetRequiredService<ILogger<ConfigActor>>()), options.Decide));
        builder.Services
            .AddSingleton<IReadOnlyList<ProviderRuntime>>(seats)
            .AddSingleton(new Meters(options.Time))
            .AddSingleton(faults)
            .AddSingleton(live)
            .AddSingleton<Drain>()
            .AddSingleton(services => new Edge(
                snapshots,
                tokenizers,
                options.Time,
                services.GetRequiredService<Drain>(),
                services.GetRequiredService<Meters>(),
                services.GetRequiredService<ILogger<Edge>>())
            {
                DrawnSeed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
                Observer = options.Observer,
                HandlerTime = options.HandlerTime ?? options.Time,
            })
            .AddSingleton<Lifecycle>()
            .AddHostedService(services => services.GetRequiredService<Lifecycle>());

        var app = builder.Build();
        var edge = app.Services.GetRequiredService<Edge>();
        if (options.Observer is { } observer)
        {
            app.Use(next => http => observer.Around(http, next));
        }

        app.UseRouting();
        StatusRoutes.Map(app, seats, edge);
        ControlRoutes.Map(app, seats, edge, live, faults, new ControlGuard(options.AdminKey));
        ProviderRoutes.Map(app, seats, edge);
        return app;
    }

    private static Dictionary<string, Props> Config(
        StartOptions options, LiveConfig live, SnapshotTokens tokens, ILogger log) =>
        options.File is null || !options.Reload
            ? []
            : new()
            {
                ["config"] = ConfigActor.Props(
                    options.File, live, [.. options.Providers.Select(provider => provider.Known)], options.Time, log, tokens, options.FirstLoad),
            };
}
