using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Settings;
using MockLlm.Web.Hosting;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Routes;

/// <summary>The routes about the server itself.</summary>
internal static class StatusRoutes
{
    public static void Map(WebApplication app, IReadOnlyList<ProviderRuntime> runtimes, Snapshots snapshots, Meters meters, Drain drain)
    {
        app.MapGet("/health", http => Write(http, new { status = "ok" }));
        app.MapGet("/ready", http => Ready(http, snapshots, drain));
        app.MapGet("/providers", http => Write(http, Providers(runtimes, snapshots.Current)));
        app.MapGet("/models", http => Write(http, Models(runtimes, snapshots.Current)));
        app.MapGet("/metrics", http => MetricsOf(http, runtimes, meters));
    }

    private static Task MetricsOf(HttpContext http, IReadOnlyList<ProviderRuntime> runtimes, Meters meters)
    {
        http.Response.ContentType = MetricsPage.ContentType;
        return http.Response.WriteAsync(MetricsPage.Of(meters, runtimes), http.RequestAborted);
    }

    private static Task Ready(HttpContext http, Snapshots snapshots, Drain drain)
    {
        var lifecycle = http.RequestServices.GetRequiredService<Lifecycle>();
        var status = drain.IsDraining ? "draining" : lifecycle.IsStarted ? "ready" : "starting";
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
