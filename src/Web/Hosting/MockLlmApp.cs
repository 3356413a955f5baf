using System.Security.Cryptography;
using Akka.Actor;
using Akka.Hosting;
using Akka.Streams;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Tokens;
using MockLlm.Web.Control;
using MockLlm.Web.Faults;
using MockLlm.Web.Handling;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Metrics;
using MockLlm.Web.Pipeline;
using MockLlm.Web.Routes;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Hosting;

/// <summary>Puts a server together: the same for the command line and for tests.</summary>
internal static class MockLlmApp
{
    // Replies still open when the drain is over are cut. What then hangs on in Kestrel gets this long.
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(5);

    public static async Task<BuiltServer> Build(StartOptions options, Tokenizers tokenizers)
    {
        var drawnSeed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var app = BuildHost(options, drawnSeed);
        try
        {
            return await Wire(app, options, tokenizers, drawnSeed).ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static WebApplication BuildHost(StartOptions options, ulong drawnSeed)
    {
        // Nothing is read from appsettings.json or ASPNETCORE_* of whatever directory the user is in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        KestrelSetup.Apply(builder.WebHost, options);
        Logs.Apply(builder.Logging, options.LogLevel);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Snapshot.Server.Drain + AfterDrain);
        builder.Services.AddRoutingCore();
        builder.Services.AddAkka("mockllm", (akka, _) => akka
            .AddHocon(AkkaSettings.Read(Directory.GetCurrentDirectory(), options.Providers), HoconAddMode.Append)
            .ConfigureLoggers(logs => { logs.ClearLoggers(); logs.AddLoggerFactory(); }));
        builder.Services
            .AddSingleton(new Snapshots(options.Snapshot))
            .AddSingleton(new Meters(options.Time))
            .AddSingleton<Drain>()
            .AddSingleton<Readiness>()
            .AddHostedService(services => new Lifecycle(
                services.GetRequiredService<Snapshots>(),
                services.GetRequiredService<Readiness>(),
                services.GetRequiredService<Drain>(),
                drawnSeed,
                options.Time,
                services.GetRequiredService<ILogger<Lifecycle>>()));
        return builder.Build();
    }

    private static async Task<BuiltServer> Wire(WebApplication app, StartOptions options, Tokenizers tokenizers, ulong drawnSeed)
    {
        var (snapshots, drain, logs) = (Get<Snapshots>(app), Get<Drain>(app), Get<ILoggerFactory>(app));
        var (time, handlerTime) = (options.Time, options.HandlerTime ?? options.Time);
        var live = new LiveConfig(snapshots, [.. options.Providers.Select(provider => provider.Known)]);
        var faults = new FaultCounters(time);
        faults.Keep(options.Snapshot.Faults.All);
        var tokens = SnapshotTokens.With(tokenizers);
        _ = tokens.Count(options.Snapshot);

        var system = Get<ActorSystem>(app);
        var runtimes = await ProviderStart.Start(
            system, options.Providers, time, faults, ConfigActorFor(options, live, tokens, logs.CreateLogger<ConfigActor>())).ConfigureAwait(false);
        snapshots.Accepted += snapshot =>
        {
            faults.Keep(snapshot.Faults.All);
            foreach (var runtime in runtimes)
            {
                runtime.Edit(snapshot);
            }
        };

        var meters = Get<Meters>(app);
        var saturation = new Saturation(meters.Lateness, () => snapshots.Current.Server.LatenessBound, time, logs.CreateLogger<Saturation>());
        var streams = new OpenStreams(meters);
        var materializer = ActorMaterializer.Create(system, ActorMaterializerSettings.Create(system).WithDispatcher("mockllm.streams"), "streams");
        var responses = new ResponseWriter(meters, snapshots, drawnSeed);
        var pipeline = new RequestPipeline(
            new(snapshots),
            new(tokenizers, time, handlerTime, drawnSeed, options.Observer),
            new(handlerTime, drain.Over),
            new(tokenizers, time, handlerTime),
            new(
                new(streams, materializer, time, meters.Lateness, saturation, drain.Over),
                responses,
                new(logs.CreateLogger<RuleReport>()),
                materializer,
                time,
                meters,
                logs.CreateLogger<ReplySender>(),
                drain.Over),
            responses,
            new(responses, time, drain.Over),
            new(meters, logs.CreateLogger<FaultReports>()),
            drain,
            time,
            logs.CreateLogger<RequestPipeline>());

        if (options.Observer is { } observer)
        {
            app.Use(next => http => observer.Around(http, next));
        }

        app.UseRouting();
        var status = new StatusRoutes(runtimes, snapshots, meters, Get<Readiness>(app));
        status.MapOwn(app);
        ControlRoutes.Map(
            app,
            runtimes,
            live,
            meters,
            saturation,
            streams,
            new(live, faults, runtimes, meters, logs.CreateLogger<ResetRoute>()),
            new ControlGuard(options.AdminKey),
            logs.CreateLogger(typeof(ControlRoutes)));
        ProviderRoutes.Map(app, runtimes, snapshots, pipeline, responses, status);
        return new(app, runtimes, live);
    }

    private static T Get<T>(WebApplication app)
        where T : notnull => app.Services.GetRequiredService<T>();

    private static Dictionary<string, Props> ConfigActorFor(StartOptions options, LiveConfig live, SnapshotTokens tokens, ILogger log) =>
        options.File is null || !options.Reload
            ? []
            : new()
            {
                ["config"] = ConfigActor.Props(
                    options.File, live, [.. options.Providers.Select(provider => provider.Known)], options.Time, log, tokens, options.FirstLoad),
            };
}
