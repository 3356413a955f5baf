using System.Security.Cryptography;
using Akka.Actor;
using Akka.Hosting;
using Akka.Streams;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Work;
using MockLlm.Web.Control;
using MockLlm.Web.FaultReporting;
using MockLlm.Web.Handling;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Metrics;
using MockLlm.Web.Pipeline;
using MockLlm.Web.Reading;
using MockLlm.Web.Replies;
using MockLlm.Web.Routes;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Hosting;

/// <summary>Builds a server from its parts. The command line and the tests use the same code.</summary>
internal static class MockLlmApp
{
    /// <summary>Replies that are still open when the drain is over are cut. Kestrel gets this long to end what remains.</summary>
    public static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(5);

    /// <summary>Builds a server that is ready to be started.</summary>
    /// <param name="options">What it is started with.</param>
    /// <param name="tokenizers">Count tokens.</param>
    /// <exception cref="MockLlm.Engine.Handlers.InvalidProviderException">A provider cannot be served.</exception>
    /// <exception cref="Akka.Configuration.ConfigurationException">The user's akka.hocon cannot be read.</exception>
    public static async Task<BuiltServer> Build(StartOptions options, Tokenizers tokenizers)
    {
        var drawnSeed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var app = BuildHost(options, tokenizers, drawnSeed);
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

    private static WebApplication BuildHost(StartOptions options, Tokenizers tokenizers, ulong drawnSeed)
    {
        // An empty builder reads neither an appsettings.json in the working directory nor ASPNETCORE_* variables.
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
            // Real time, not the server's clock, because the memory is not imitated.
            .AddSingleton(services => new BodyMemory(() => services.GetRequiredService<Snapshots>().Current.Server.BodyMemory, TimeProvider.System))
            .AddSingleton(new Meters(options.Time))
            .AddSingleton(services => SnapshotTokens.With(tokenizers, services.GetRequiredService<ILogger<SnapshotTokens>>()))
            .AddSingleton<Drain>()
            .AddSingleton<Readiness>()
            .AddSingleton(new Startup(options.Time))
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
        var (snapshots, meters, logs) = (Get<Snapshots>(app), Get<Meters>(app), Get<ILoggerFactory>(app));
        KnownProvider[] known = [.. options.Providers.Select(provider => provider.Known)];
        var live = new LiveConfig(snapshots, known);
        var faults = new FaultCounters(options.Time);
        var scopes = new LiveScopes(snapshots, known, faults, options.Time, logs.CreateLogger<LiveScopes>());
        var target = new LiveTarget(live, scopes);
        var runtimes = await StartProviders(app, options, live, faults).ConfigureAwait(false);
        var streams = new OpenStreams(meters);
        TimeSpan LatenessBound() => snapshots.Current.Server.LatenessBound;
        var saturation = new Saturation(meters.Lateness, LatenessBound, options.Time, logs.CreateLogger<Saturation>());
        var headroom = new Headroom(meters.Lateness, LatenessBound, ProcessorUse.OfThisProcess());
        var refusals = new RefusalLog(options.Time, logs.CreateLogger<RefusalLog>());
        // Real time limits slow clients, because their memory is not imitated.
        var responses = new ResponseWriter(meters, snapshots, drawnSeed, refusals, TimeProvider.System);
        var pipeline = PipelineOf(app, options, tokenizers, drawnSeed, new(scopes), streams, saturation, responses);

        if (options.RequestLog is { } requestLog)
        {
            app.Use(next => http => requestLog.Around(http, next));
        }

        if (options.Observer is { } observer)
        {
            app.Use(next => http => observer.Around(http, next));
        }

        app.Use(ScopePath.Around);
        var status = new StatusRoutes(runtimes, snapshots, meters, Get<Readiness>(app), Get<Startup>(app), headroom);
        var routes = ProviderRoutes.Of(runtimes, snapshots, pipeline, responses, refusals, status);
        app.Use(new LiteralRoutes(routes.Served).Around);
        app.UseRouting();
        status.MapOwn(app);
        ControlRoutes.Map(
            app,
            runtimes,
            target,
            meters,
            saturation,
            headroom,
            streams,
            new(target, faults, runtimes, meters, logs.CreateLogger<ResetRoute>()),
            new ControlGuard(options.AdminKey),
            Get<BodyMemory>(app),
            logs.CreateLogger(typeof(ControlRoutes)));
        routes.Map(app);
        return new(app, runtimes, live);
    }

    // Starts the actors, and passes every accepted configuration on to what counts by it.
    private static async Task<IReadOnlyList<ProviderRuntime>> StartProviders(
        WebApplication app, StartOptions options, LiveConfig live, FaultCounters faults)
    {
        faults.Keep(options.Snapshot.Faults.All);
        // The host disposes it, and it logs its own exceptions.
        var tokens = Get<SnapshotTokens>(app);
        _ = tokens.Count(options.Snapshot);
        var log = Get<ILoggerFactory>(app).CreateLogger<ConfigActor>();
        var runtimes = await ProviderStart.Start(
            Get<ActorSystem>(app), options.Providers, options.Time, faults, ConfigActorOf(options, live, tokens, log)).ConfigureAwait(false);
        live.Snapshots.Accepted += Pass;
        // The file may have been edited while the actors started.
        if (live.Snapshots.Current is var current && !ReferenceEquals(current, options.Snapshot))
        {
            Pass(current);
        }

        return runtimes;

        void Pass(Snapshot snapshot)
        {
            faults.Keep(snapshot.Faults.All);
            foreach (var runtime in runtimes)
            {
                runtime.Edit(snapshot);
            }
        }
    }

    private static Dictionary<string, Props> ConfigActorOf(StartOptions options, LiveConfig live, SnapshotTokens tokens, ILogger log) =>
        options.File is null || !options.Reload
            ? []
            : new()
            {
                ["config"] = ConfigActor.Props(
                    options.File, live, [.. options.Providers.Select(provider => provider.Known)], options.Time, log, tokens, options.FirstLoad),
            };

    private static RequestPipeline PipelineOf(
        WebApplication app,
        StartOptions options,
        Tokenizers tokenizers,
        ulong drawnSeed,
        RequestScopes scopes,
        OpenStreams streams,
        Saturation saturation,
        ResponseWriter responses)
    {
        var (meters, drain, logs, system) = (Get<Meters>(app), Get<Drain>(app), Get<ILoggerFactory>(app), Get<ActorSystem>(app));
        var (time, handlerTime) = (options.Time, options.HandlerTime ?? options.Time);
        var materializer = ActorMaterializer.Create(system, ActorMaterializerSettings.Create(system).WithDispatcher("mockllm.streams"), "streams");
        var replies = new ReplySender(
            new(streams, materializer, time, meters.Lateness, saturation, drain.Over),
            responses,
            new(logs.CreateLogger<RuleReport>()),
            materializer,
            time,
            meters,
            logs.CreateLogger<ReplySender>(),
            drain.Over);
        return new(
            new(Get<Snapshots>(app), scopes, Get<BodyMemory>(app), handlerTime, new HeavyWork()),
            new(tokenizers, time, handlerTime, Get<Startup>(app), drawnSeed, options.Observer),
            new(handlerTime, logs.CreateLogger<AdmissionClient>(), drain.Over),
            new(tokenizers, time, handlerTime),
            replies,
            responses,
            new(responses, time, drain.Over),
            new(meters, logs.CreateLogger<FaultReports>()),
            drain,
            meters.Vllm,
            time,
            logs.CreateLogger<RequestPipeline>());
    }

    private static T Get<T>(WebApplication app)
        where T : notnull => app.Services.GetRequiredService<T>();
}
