using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Settings;
using MockLlm.Web.Hosting;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Routes;

/// <summary>The routes about the server itself.</summary>
internal static class StatusRoutes
{
    public static void Map(WebApplication app, IReadOnlyList<ProviderRuntime> seats, Edge edge)
    {
        app.MapGet("/health", http => Write(http, new { status = "ok" }));
        app.MapGet("/ready", http => Ready(http, edge));
        app.MapGet("/providers", http => Write(http, Providers(seats, edge.Snapshots.Current)));
        app.MapGet("/models", http => Write(http, Models(seats, edge.Snapshots.Current)));
        app.MapGet("/metrics", http => Metrics(http, seats, edge));
    }

    private static Task Metrics(HttpContext http, IReadOnlyList<ProviderRuntime> seats, Edge edge)
    {
        http.Response.ContentType = MetricsPage.ContentType;
        return http.Response.WriteAsync(MetricsPage.Of(edge.Meters, seats), http.RequestAborted);
    }

    private static Task Ready(HttpContext http, Edge edge)
    {
        var lifecycle = http.RequestServices.GetRequiredService<Lifecycle>();
        var status = edge.Drain.IsDraining ? "draining" : lifecycle.IsStarted ? "ready" : "starting";
        http.Response.StatusCode = status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return Write(http, new { status, errors = edge.Snapshots.Errors });
    }

    private static Dictionary<string, object> Providers(IReadOnlyList<ProviderRuntime> seats, Snapshot snapshot) =>
        seats.ToDictionary(seat => seat.Provider.Name, seat => Shown(seat, snapshot));

    private static object Shown(ProviderRuntime seat, Snapshot snapshot)
    {
        var provider = seat.Provider;
        return new
        {
            version = provider.Version,
            description = provider.Description,
            endpoints = provider.Endpoints.Select(endpoint => new { path = endpoint.Path, method = endpoint.Method, handler = endpoint.HandlerName }),
            models = snapshot.Models.Of(provider.Name).Names,
            capabilities = provider.Capabilities,
            settings_schema = provider.Settings is { } settings ? RecordSchema.Of(RecordShapes.Of(settings)) : null,
            source = provider.Source,
            state = !snapshot.IsEnabled(provider.Name) ? "disabled" : seat.Ledger.IsDown ? "restarting" : "running",
        };
    }

    private static object Models(IReadOnlyList<ProviderRuntime> seats, Snapshot snapshot)
    {
        var providers = seats.Select(seat => seat.Provider).Where(provider => snapshot.IsEnabled(provider.Name)).ToList();
        return new
        {
            models = providers.SelectMany(provider => snapshot.Models.Of(provider.Name).Names).Distinct(),
            by_provider = providers.ToDictionary(provider => provider.Name, provider => snapshot.Models.Of(provider.Name).Names),
        };
    }

    private static Task Write(HttpContext http, object body) => http.Response.WriteAsJsonAsync(body, http.RequestAborted);
}
