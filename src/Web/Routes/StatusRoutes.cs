using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Settings;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Routes;

/// <summary>
/// The routes about the server itself: <c>/health</c>, <c>/ready</c>, <c>/providers</c>, <c>/models</c> and <c>/metrics</c>. Each also
/// answers under <c>/_mockllm</c>, since a vendor's route of the same name wins over it.
/// </summary>
internal sealed class StatusRoutes
{
    /// <summary>The methods of these routes. Probes and load balancers send HEAD.</summary>
    public static readonly string[] Methods = ["GET", "HEAD"];

    private static readonly string[] Prefixes = ["/_mockllm", "/_mockllm/v1"];

    /// <param name="runtimes">The providers.</param>
    /// <param name="snapshots">The configuration in force.</param>
    /// <param name="meters">What the server has counted.</param>
    /// <param name="readiness">Whether the server is ready.</param>
    /// <param name="startup">Knows which providers still start.</param>
    /// <param name="headroom">What the machine has left.</param>
    public StatusRoutes(
        IReadOnlyList<ProviderRuntime> runtimes, Snapshots snapshots, Meters meters, Readiness readiness, Startup startup, Headroom headroom) =>
        ByPath = new Dictionary<string, RequestDelegate>
        {
            ["/health"] = http => Write(http, new { status = "ok" }),
            ["/ready"] = http => Ready(http, snapshots, readiness, () => startup.WaitsFor(snapshots.Current, runtimes.Select(runtime => runtime.Provider.Name))),
            ["/providers"] = http => Write(http, Providers(runtimes, snapshots.Current)),
            ["/models"] = http => Write(http, Models(runtimes, snapshots.Current)),
            [MetricsRoute.Path] = new MetricsRoute(runtimes, snapshots, meters, headroom).Serve,
        };

    /// <summary>The routes by their path.</summary>
    public IReadOnlyDictionary<string, RequestDelegate> ByPath { get; }

    /// <summary>Maps the routes that no provider can take.</summary>
    public void MapOwn(IEndpointRouteBuilder routes)
    {
        foreach (var (path, route) in ByPath)
        {
            foreach (var prefix in Prefixes)
            {
                routes.MapMethods(prefix + path, Methods, route);
            }
        }
    }

    private static Task Ready(HttpContext http, Snapshots snapshots, Readiness readiness, Func<IReadOnlyList<string>> waitsFor)
    {
        var status = readiness.Status;
        IReadOnlyList<string> waits = readiness.IsWarmingUp ? ["server.warm_up", .. waitsFor()] : waitsFor();
        if (status != "draining" && waits.Count > 0)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Write(http, new { status = "starting", waits_for = waits, errors = snapshots.Errors });
        }

        http.Response.StatusCode = status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return Write(http, new { status, errors = snapshots.Errors });
    }

    private static Dictionary<string, object> Providers(IReadOnlyList<ProviderRuntime> runtimes, Snapshot snapshot) =>
        runtimes.ToDictionary(runtime => runtime.Provider.Name, runtime => Shown(runtime, snapshot));

    private static object Shown(ProviderRuntime runtime, Snapshot snapshot)
    {
        var provider = runtime.Provider;
        return new
        {
            version = provider.Version,
            description = provider.Description,
            endpoints = provider.Endpoints.Select(endpoint => new { path = endpoint.Path, method = endpoint.Method, handler = endpoint.HandlerName }),
            models = snapshot.Models.Of(provider.Name).Names,
            capabilities = provider.Capabilities,
            settings_schema = provider.Settings is { } settings ? RecordSchema.Of(RecordShapes.Of(settings)) : null,
            source = provider.Source,
            state = !snapshot.IsEnabled(provider.Name) ? "disabled" : runtime.IsRestarting ? "restarting" : "running",
        };
    }

    private static object Models(IReadOnlyList<ProviderRuntime> runtimes, Snapshot snapshot)
    {
        var providers = runtimes.Select(runtime => runtime.Provider).Where(provider => snapshot.IsEnabled(provider.Name)).ToList();
        return new
        {
            models = providers.SelectMany(provider => snapshot.Models.Of(provider.Name).Names).Distinct(),
            by_provider = providers.ToDictionary(provider => provider.Name, provider => snapshot.Models.Of(provider.Name).Names),
        };
    }

    private static Task Write(HttpContext http, object body) => http.Response.WriteAsJsonAsync(body, http.RequestAborted);
}
