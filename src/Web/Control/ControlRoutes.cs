using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;
using MockLlm.Web.Metrics;
using MockLlm.Web.Reading;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Control;

/// <summary>Maps the control routes. All are behind the guard, and each has two paths: under <c>/_mockllm</c> and under <c>/_mockllm/v1</c>.</summary>
internal static class ControlRoutes
{
    private const int LongestName = 30;
    private const int ShownCharacters = 100;

    private static readonly string[] Prefixes = ["/_mockllm", "/_mockllm/v1"];

    // The names of the routes under the prefix, for suggestions.
    private static readonly (string Name, string Methods)[] Known =
    [
        ("stats", "GET"), ("config", "GET"), ("faults", "GET and DELETE, and PUT and DELETE with a name behind it"), ("settings", "PATCH"), ("explain", "POST"),
        ("reset", "POST"), ("streams/fault", "POST"), ("health", "GET"), ("ready", "GET"), ("providers", "GET"), ("models", "GET"), ("metrics", "GET"),
    ];

    public static void Map(
        IEndpointRouteBuilder routes,
        IReadOnlyList<ProviderRuntime> runtimes,
        LiveConfig live,
        Meters meters,
        Saturation saturation,
        Headroom headroom,
        OpenStreams streams,
        ResetRoute reset,
        ControlGuard guard,
        BodyMemory bodies,
        ILogger log)
    {
        foreach (var prefix in Prefixes)
        {
            routes.MapMethods(prefix + "/stats", ["GET", "HEAD"], guard.Guard(async http =>
            {
                var free = await headroom.Now(http.RequestAborted).ConfigureAwait(false);
                await http.Response.WriteAsJsonAsync(Stats.Of(runtimes, meters, saturation, free), http.RequestAborted).ConfigureAwait(false);
            }));
            At("GET", ConfigRoute.Path, (http, _) => new(ConfigRoute.Show(RequestHeadFactory.Of(http), http.Request.Query.Keys, runtimes, live.Snapshots.Current)));
            At("GET", FaultRoutes.Path, (_, _) => new(FaultRoutes.List(live)));
            At("DELETE", FaultRoutes.Path, (_, _) => new(FaultRoutes.DeleteAll(live)));
            At("PUT", FaultRoutes.Path + "/{name}", (http, body) => new(FaultRoutes.Put(live, FaultRoutes.NameIn(http), body, log)));
            At("DELETE", FaultRoutes.Path + "/{name}", (http, _) => new(FaultRoutes.Delete(live, FaultRoutes.NameIn(http))));
            At("PATCH", SettingsRoute.Path, (_, body) => new(SettingsRoute.Patch(live, body)));
            routes.MapPost(prefix + ExplainRoute.Path, guard.Guard(http => ExplainRoute.Serve(http, runtimes, live.Snapshots, bodies)));
            At("POST", ResetRoute.Path, (http, body) => reset.Reset(body, http.RequestAborted));
            At("POST", StreamFaultRoute.Path, (_, body) => new(StreamFaultRoute.Apply(runtimes, streams, body)));

            void At(string method, string path, ControlRoute route) => routes.MapMethods(prefix + path, method == "GET" ? ["GET", "HEAD"] : [method], guard.Guard(ControlBody.Read(route, bodies)));
        }

        routes.Map("/_mockllm/{**path}", guard.Guard(ControlBody.Read((http, _) => new(Unknown(http.Request)), bodies)));
    }

    private static ControlAnswer Unknown(HttpRequest request)
    {
        var path = (request.Path.Value ?? "").TrimEnd('/');
        var prefix = Prefixes.Last(prefix => path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        var name = path[prefix.Length..].TrimStart('/');
        var known = Known.FirstOrDefault(route => string.Equals(route.Name, name, StringComparison.OrdinalIgnoreCase));
        var advice = known.Methods is { } methods ? $" It accepts {methods}."
            : name.Length <= LongestName && Nearest.To(name, Known.Select(route => route.Name)) is { } nearest ? $" Did you mean {prefix}/{nearest}?"
            : "";
        return ControlAnswer.Refused(
            StatusCodes.Status404NotFound,
            "not_found",
            $"There is no {KeyPath.Shown(request.Method)} {KeyPath.Shown(request.Path.Value ?? "", ShownCharacters)} among the control routes.{advice}");
    }
}
